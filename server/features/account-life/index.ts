export { DeletedElsewhereReactions } from './deleted-elsewhere.reactions.ts';
