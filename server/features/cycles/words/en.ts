/** What stands between the pieces of a post that is made of a turn. */
export const en = {
  brought: 'What I tried',
  asked: 'What I asked',
  saidBy: (name: string) => `What ${name} said`,
  colleague: 'a colleague',
  did: 'What I did then',
  happened: 'What happened',
  learnt: 'What I take from it',
  mine: (title: string, url: string) => `I wrote about it here: [${title}](${url}).`,
  leftOut: (files: number) =>
    files === 1
      ? '*One private file is not carried over. Attach it anew if everybody may see it, and take out this line.*'
      : `*${files} private files are not carried over. Attach anew what everybody may see, and take out this line.*`,
  tooLong: '*Not everything fits into one post. Take out this line.*',
};

export type Words = typeof en;
