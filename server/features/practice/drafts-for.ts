import type { Draft, DraftFields } from '../../../shared/contracts/practice.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { mayDo, type Principal } from '../../core/principal.ts';
import { fail, type Result } from '../../core/result.ts';
import type { Drafts } from './drafts.ts';

/**
 * Somebody's drafts, as whoever acts for them may have them. One that was made of a turn holds what two partners said to each
 * other: for an app that was not let into pairs it is not there.
 */
export function draftsFor(drafts: Drafts, account: Principal) {
  const { actor } = account;
  const isThere = ({ fromTurn }: Draft) => fromTurn === null || mayDo(account, ['pairs']);

  async function get(id: string): Promise<Result<Draft>> {
    const found = await drafts.get(actor, id);
    return found.ok && !isThere(found.value) ? fail(NOT_FOUND) : found;
  }

  return {
    get,
    list: async () => (await drafts.list(actor)).filter(isThere),
    async save(id: string, fields: DraftFields): Promise<Result<Draft>> {
      const found = await get(id);
      return found.ok ? drafts.save(actor, id, fields) : found;
    },
    async remove(id: string): Promise<Result<void>> {
      const found = await get(id);
      return found.ok ? drafts.remove(actor, id) : found;
    },
  };
}
