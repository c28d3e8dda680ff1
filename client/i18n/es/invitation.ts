import type { invitation as en } from '../en/invitation.ts';

export const invitation: typeof en = {
  invited: (instance) => `Te invitan a ${instance}`,
  invitedBy: (name) => `A ${name} le gustaría que te unieras`,
  whatItIs:
    'Aquí las y los docentes se muestran lo que prueban en clase y piden los comentarios que ayudan. Das un poco y recibes un poco, en pareja o en abierto.',
  whatItIsNot: 'Sin alumnado, sin notas, sin publicidad. Quién ve lo que escribes lo decides tú, cada vez.',
  join: 'Crear mi cuenta',
  haveAccount: 'Ya tengo una cuenta aquí',
  noInvitation: 'Esta invitación no se puede usar',
  noInvitationAdvice: 'Ya se usó, caducó o está mal escrita. Pide una nueva a quien te la dio.',
  toHome: 'Echar un vistazo primero',
};
