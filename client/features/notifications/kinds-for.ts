import { NOTIFICATION_KINDS, type NotificationKind, type Role } from '../../../shared/vocabulary.ts';

/** Kinds for those who look after the instance, with who is told. */
const IN_CHARGE: Partial<Record<NotificationKind, readonly Role[]>> = {
  moderation: ['organizer', 'admin'],
  report: ['admin'],
};

/** What somebody of this role can be notified of. */
export function kindsFor(role: Role): NotificationKind[] {
  return NOTIFICATION_KINDS.filter((kind) => IN_CHARGE[kind]?.includes(role) ?? true);
}
