import { consultancy } from './consultancy.ts';
import { noticingWonderingWhatIf } from './noticing-wondering-what-if.ts';
import type { ShippedProtocol } from './shipped-protocol.ts';
import { tuning } from './tuning.ts';

export { type ShippedProtocol, worded } from './shipped-protocol.ts';

/** In the order in which they are offered. */
export const SHIPPED: readonly ShippedProtocol[] = [noticingWonderingWhatIf, tuning, consultancy];
