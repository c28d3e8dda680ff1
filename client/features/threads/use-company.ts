import { useCallback, useEffect, useRef, useState } from 'react';
import { useLive } from '../../live/live.tsx';

/** As the contract says: typing expires when it is not repeated. */
const TYPING_EXPIRES_MS = 6_000;
const TYPING_REPEAT_MS = 3_000;

/** Whether the partner has the thread open, and whether they are writing; known only of people on this instance. */
export function useCompany(thread: string, partner: string) {
  const { socket, connected } = useLive();
  const [here, setHere] = useState(false);
  const [typing, setTyping] = useState(false);

  useEffect(() => {
    if (socket === null || !connected) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onPresence = (event: { thread: string; profiles: string[] }) => {
      if (event.thread === thread) setHere(event.profiles.includes(partner));
    };
    const onTyping = (event: { thread: string; profile: string; typing: boolean }) => {
      if (event.thread !== thread || event.profile !== partner) return;
      clearTimeout(timer);
      setTyping(event.typing);
      if (event.typing) timer = setTimeout(() => setTyping(false), TYPING_EXPIRES_MS);
    };
    const onMessage = ({ message }: { message: { thread: string; mine: boolean } }) => {
      if (message.thread === thread && !message.mine) setTyping(false);
    };
    socket.on('thread.presence', onPresence);
    socket.on('thread.typing', onTyping);
    socket.on('thread.message', onMessage);
    return () => {
      clearTimeout(timer);
      socket.off('thread.presence', onPresence);
      socket.off('thread.typing', onTyping);
      socket.off('thread.message', onMessage);
      setHere(false);
      setTyping(false);
    };
  }, [socket, connected, thread, partner]);

  const told = useRef(0);
  const quiet = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  /** Called with each keystroke, and with false when the message is sent. */
  const tell = useCallback(
    (writing: boolean) => {
      if (socket === null || !socket.connected) return;
      clearTimeout(quiet.current);
      if (!writing) {
        if (told.current !== 0) socket.emit('thread.typing', { thread, typing: false });
        told.current = 0;
        return;
      }
      quiet.current = setTimeout(() => tell(false), TYPING_EXPIRES_MS);
      if (Date.now() - told.current < TYPING_REPEAT_MS) return;
      told.current = Date.now();
      socket.emit('thread.typing', { thread, typing: true });
    },
    [socket, thread],
  );
  useEffect(() => () => tell(false), [tell]);
  return { here, typing, tell };
}
