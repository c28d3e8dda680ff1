import type { Attachment } from '../../../shared/contracts/media.ts';
import { plural } from '../plural.ts';
import { language } from './common.ts';

const kinds: Record<Attachment['kind'], string> = {
  image: 'Picture',
  document: 'File',
  video: 'Video',
  audio: 'Audio',
};

export const media = {
  kinds,
  images: 'Pictures',
  files: 'Files',
  file: 'A file',
  recognised: 'Can a student be recognised, by face, name or handwriting? Then cover it, or choose another picture.',
  whatItShows: (number: number) => (number === 1 ? 'What does the picture show?' : `What does picture ${number} show?`),
  why: 'Colleagues who cannot see it, and everyone on a slow connection, read this in its place.',
  altMissing: 'Say in a few words what the picture shows. Then you can publish.',
  attach: 'Attach a picture or a file',
  altMissingToSend: 'Say in a few words what the picture shows. Then you can send it.',
  stillUploading: 'A file is still on its way up. Wait a moment, then send.',
  removeImage: (number: number) => (number === 1 ? 'Remove the picture' : `Remove picture ${number}`),
  removeFile: (name: string) => `Remove ${name}`,
  notOnThisDevice: 'This picture was being added on another device. Open the draft there, or remove it here.',
  uploading: (name: string) => `Uploading ${name}`,
  progress: (percent: number) => `${percent} % uploaded`,
  interrupted: 'The upload stopped. It goes on by itself, from where it was.',
  offline: 'You are offline. The upload goes on when the connection is back.',
  retry: 'Try again',
  empty: (name: string) => `${name} is empty. Choose another file.`,
  tooLarge: (name: string, size: string, max: string) =>
    `${name} has ${size}; at most ${max} can be uploaded. Make it smaller and try again.`,
  noImage: (name: string) => `${name} is not a picture that everyone can see. Save it as JPEG, PNG or WebP.`,
  noDocument: (name: string) => `${name} cannot be attached. PDF and office documents can.`,
  tooMany: 'Attach at most 8 files.',
  openPicture: (name: string) => (name === '' ? 'Open the picture' : `Open the picture: ${name}`),
  altTitle: 'What the picture shows',
  descriptions: (count: number) =>
    plural(language, count, { one: 'What the picture shows', other: 'What the # pictures show' }),
};
