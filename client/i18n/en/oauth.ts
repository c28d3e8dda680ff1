export const oauth = {
  title: 'Connect an app',
  asks: (name: string) => `${name} wants to act in your name`,
  as: (handle: string) => `You are ${handle}.`,
  unchecked:
    'The app says itself what it is called. Go on only if you have just started this there, and know where your answer goes:',
  returnsTo: {
    host: (name: string) => name,
    device: () => 'an app on this device',
    app: (name: string) => `an app on this device (${name})`,
  },
  answerGoesTo: 'Your answer goes to',
  website: 'Website, as it says',
  may: 'It asks to be let',
  scopes: {
    profile: 'know who you are: your name, handle and profile',
    read: 'read what you can read: your feed, posts, people, and what happened to you – nothing of your pairs',
    write: 'act as you: publish, reply, like, follow, edit and delete – nothing in your pairs',
    pairs: 'also see and write what is between you and your partners',
  },
  short: { profile: 'who you are', read: 'reads', write: 'acts as you', pairs: 'also in your pairs' },
  pairsAdvice:
    'What your partners told you in confidence is in it. They were not asked. Leave this out unless you are sure that the app needs it.',
  never:
    'It never learns your password, and cannot change it, your account or this instance. You can end it at any time under You.',
  allow: 'Allow',
  deny: 'Do not allow',
  goingBack: 'Done. You are on your way back to the app; you can close this page if it does not open.',
  cannot: 'This app cannot be connected',
  wrongRequest: 'The app asked for something that is not offered here. Nobody was let in. Tell the people who make it.',
  backTo: (place: string) => `Back to ${place}`,
  toHome: 'To the start page',

  apps: 'Apps that act in your name',
  appsLead: 'You let them in when you connected them. Disconnect those that you do not know or need any more.',
  noApps: 'No app acts in your name.',
  since: 'since',
  lastUsed: 'last used',
  neverUsed: 'never used',
  disconnect: 'Disconnect',
  disconnected: (name: string) => `${name} can do nothing in your name any more`,
};
