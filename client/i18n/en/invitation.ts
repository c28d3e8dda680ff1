export const invitation = {
  invited: (instance: string) => `You are invited to ${instance}`,
  invitedBy: (name: string) => `${name} would like you to join`,
  whatItIs:
    'Here teachers show each other what they try in class, and ask for the feedback that helps. You give some and you get some, in pairs or in the open.',
  whatItIsNot: 'No pupils, no marks, no advertising. Who sees what you write is your decision, each time.',
  join: 'Make my account',
  haveAccount: 'I have an account here',
  noInvitation: 'This invitation cannot be used',
  noInvitationAdvice: 'It is used up, out of date or mistyped. Ask whoever gave it to you for a new one.',
  toHome: 'Look around first',
};
