import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  to: string;
  /** As it came, with its headers; quoted-printable undone. */
  source: string;
}

export interface TestMailServer {
  /** For `SMTP_URL`. */
  url: string;
  received: ReceivedMail[];
  /** What the server answers from now on in place of taking mails: a reply code, or null to take them. */
  refuseWith(code: number | null): void;
  stop(): Promise<void>;
}

/** A real SMTP server on a free loopback port that keeps what it is given. */
export async function startMailServer(): Promise<TestMailServer> {
  const received: ReceivedMail[] = [];
  let refusal: number | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(_address, _session, done) {
      if (refusal === null) done();
      else done(Object.assign(new Error('no'), { responseCode: refusal }));
    },
    onData(stream, session, done) {
      text(stream).then((source) => {
        received.push({ to: session.envelope.rcptTo[0]?.address ?? '', source: unquoted(source) });
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refuseWith(code) {
      refusal = code;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Headers unfolded; quoted-printable of the rest (RFC 2045 6.7) as UTF-8. */
function unquoted(source: string): string {
  const end = source.indexOf('\r\n\r\n');
  const headers = source.slice(0, end).replace(/\r\n[ \t]+/g, ' ');
  const bytes = source
    .slice(end)
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return headers + Buffer.from(bytes, 'latin1').toString('utf8');
}
