export { type Codec, createCodec } from './convert/index.ts';
export { createNaming, type FederationNaming } from './naming.ts';
