export const pwa = {
  newVersion: 'There is a new version.',
  later: 'Later',
  postSent: (title: string) => `Published: ${title}`,
  replySent: 'Your response is sent',
};
