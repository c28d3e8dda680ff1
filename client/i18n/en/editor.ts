import type { PrivacyRule } from '../../../shared/student-privacy.ts';
import { plural } from '../plural.ts';
import { language } from './common.ts';

const hint: Record<PrivacyRule, string> = {
  email: 'is an address that belongs to somebody. Leave it out, unless it is yours.',
  phone: 'looks like a phone number. Leave it out.',
  'id-number': 'looks like a number that stands for one person. Leave it out.',
  'birth-date': 'tells when somebody was born. Say how old they are, roughly, or leave it out.',
  'student-name': 'may be the name of a student. Say “a student” instead.',
  'class-list': 'looks like a list of students. Say how many they were instead.',
  'known-name': 'is on your list of students. Say “a student” instead.',
};

export const editor = {
  toolbar: 'Formatting',
  tools: {
    bold: 'Bold',
    italic: 'Italic',
    heading: 'Heading',
    list: 'List',
    numbered: 'Numbered list',
    quote: 'Quote',
    link: 'Link',
  },
  addFile: 'Picture or file',
  view: 'View',
  views: { write: 'Write', preview: 'Preview' },
  previewLabel: 'How it will be published',
  emptyPreview: 'Nothing to preview yet.',
  imageToCome: 'a picture, once it is uploaded',
  frame: 'Begin with three questions',
  frameText: '## What I tried\n\n\n\n## What happened\n\n\n\n## What I wonder\n\n',

  completion: { person: 'People', tag: 'Tags' },
  suggestions: (count: number) =>
    plural(language, count, {
      one: '# suggestion. Enter takes it, Escape closes the list.',
      other: '# suggestions. Choose with the arrow keys, Enter takes one, Escape closes the list.',
    }),
  tagPosts: (count: number) => plural(language, count, { one: '# post', other: '# posts' }),

  hints: 'What could point to a student',
  hintCount: (count: number) =>
    plural(language, count, {
      one: 'One passage could point to a student',
      other: '# passages could point to students',
    }),
  hint,
  showPassage: 'Show it',
  aStudent: 'a student',
  replaceWith: (words: string) => `Write “${words}”`,
  letStand: 'It is fine',
  studentNames: 'Names of my students, to be warned of',
  studentNamesLabel: 'Names of students',
  studentNamesHint: 'They stay on this device, are never sent anywhere, and are gone when you sign out.',
};
