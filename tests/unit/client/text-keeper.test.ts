import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TextKeeper } from '../../../client/features/editor/text-keeper.ts';

/** A device and a server; `gate` lets a test decide when a request ends. */
function setting() {
  const device = new Map<string, string>();
  const server = { text: '', down: false, saves: 0, gate: null as Promise<void> | null };
  const keeper = () =>
    new TextKeeper('amara', 'turn:1:work', {
      device: {
        getItem: (name) => device.get(name) ?? null,
        setItem: (name, value) => void device.set(name, value),
        removeItem: (name) => void device.delete(name),
      },
      load: async () => {
        await server.gate;
        if (server.down) throw new Error('down');
        return server.text;
      },
      save: async (text) => {
        await server.gate;
        if (server.down) throw new Error('down');
        server.saves += 1;
        server.text = text;
      },
      max: 100,
    });
  return { device, server, keeper };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());
const pause = () => vi.advanceTimersByTimeAsync(2_000);

describe('a text that is kept', () => {
  test('goes to the device at once, and to the server at a pause, once', async () => {
    const { device, server, keeper } = setting();
    const text = keeper();
    await text.open();
    for (const typed of ['I', 'I n', 'I noticed']) text.change(typed);
    expect([...device.values()]).toEqual(['I noticed']);
    expect(server.text).toBe('');
    await pause();
    expect(server).toMatchObject({ text: 'I noticed', saves: 1 });
    expect(keeper().text()).toBe('I noticed');
  });

  test('comes back on a device that has nothing', async () => {
    const { device, server, keeper } = setting();
    server.text = 'I noticed';
    const text = keeper();
    const heard = vi.fn();
    text.subscribe(heard);
    await text.open();
    expect(text.text()).toBe('I noticed');
    expect(heard).toHaveBeenCalledOnce();
    expect(device.size).toBe(1);
  });

  test('does not overwrite what is typed before the server answers', async () => {
    const { server, keeper } = setting();
    server.text = 'from elsewhere';
    let open = () => {};
    server.gate = new Promise((resolve) => {
      open = resolve;
    });
    const text = keeper();
    const opening = text.open();
    text.change('typed here');
    open();
    await opening;
    expect(text.text()).toBe('typed here');
    await pause();
    expect(server.text).toBe('typed here');
  });

  test('written without the server goes there when the page opens again', async () => {
    const { server, keeper } = setting();
    const first = keeper();
    server.down = true;
    first.change('on the train');
    await pause();
    server.down = false;
    server.text = 'older';
    const second = keeper();
    expect(second.text()).toBe('on the train');
    await second.open();
    expect(server.text).toBe('on the train');
  });

  test('sent from elsewhere does not stand here as if it were not', async () => {
    const { device, server, keeper } = setting();
    const here = keeper();
    here.change('nearly done');
    await pause();
    server.text = '';
    const again = keeper();
    expect(again.text()).toBe('nearly done');
    await again.open();
    expect(again.text()).toBe('');
    expect(device.size).toBe(0);
  });

  test('stays when the server cannot be asked', async () => {
    const { server, keeper } = setting();
    const here = keeper();
    here.change('nearly done');
    await pause();
    server.down = true;
    const again = keeper();
    await again.open();
    expect(again.text()).toBe('nearly done');
  });

  test('emptied is forgotten everywhere at once', async () => {
    const { device, server, keeper } = setting();
    const text = keeper();
    text.change('to be sent');
    await pause();
    text.change('');
    await vi.advanceTimersByTimeAsync(0);
    expect(server.text).toBe('');
    expect(device.size).toBe(0);
  });

  test('emptied without the server does not come back from it', async () => {
    const { device, server, keeper } = setting();
    const text = keeper();
    text.change('to be sent');
    await pause();
    server.down = true;
    text.change('');
    await pause();
    server.down = false;
    const again = keeper();
    await again.open();
    expect(again.text()).toBe('');
    expect(server.text).toBe('');
    expect(device.size).toBe(0);
  });

  test('changed while it is being saved is saved again', async () => {
    const { server, keeper } = setting();
    let open = () => {};
    server.gate = new Promise((resolve) => {
      open = resolve;
    });
    const text = keeper();
    text.change('one');
    await pause();
    text.change('one two');
    open();
    server.gate = null;
    await pause();
    expect(server).toMatchObject({ text: 'one two', saves: 2 });
  });

  test('what another tab sends does not stand here to be sent again', async () => {
    const { keeper } = setting();
    const name = 'staffroom.text.kept:amara:turn:1:work';
    const [here, there] = [keeper(), keeper()];
    there.change('to be sent');
    here.elsewhere(name, 'to be sent');
    expect(here.text()).toBe('to be sent');
    there.change('');
    here.elsewhere(name, '');
    here.elsewhere(name, null);
    expect(here.text()).toBe('');
    here.elsewhere('staffroom.text.kept:amara:turn:2:work', 'of another field');
    expect(here.text()).toBe('');
    here.change('my own words');
    here.elsewhere(name, '');
    expect(here.text()).toBe('my own words');
  });

  test('too long for the server stays on the device', async () => {
    const { server, keeper } = setting();
    const text = keeper();
    text.change('a'.repeat(101));
    await pause();
    expect(server.saves).toBe(0);
    expect(keeper().text()).toHaveLength(101);
  });
});
