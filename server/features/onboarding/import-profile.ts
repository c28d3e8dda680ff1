import type { ImportedProfile } from '../../../shared/contracts/onboarding.ts';
import { appError } from '../../core/errors.ts';
import { withoutTags } from '../../core/html.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { findProfile } from '../profiles/index.ts';
import type { SuggestParts } from './suggest-people.ts';

const BIO_MAX_CHARS = 2_000;
const NAME_MAX_CHARS = 80;

/** What somebody says of themselves elsewhere in the fediverse. They look at it and change it before anything is saved. */
export async function importProfile(
  parts: Pick<SuggestParts, 'profiles' | 'naming' | 'remote' | 'policy'>,
  handle: string,
): Promise<Result<ImportedProfile>> {
  if (!handle.replace(/^@/, '').includes('@')) return fail(NEEDS_INSTANCE);
  const found = await findProfile({ ...parts, views: parts.profiles }, handle, true);
  if (!found.ok) return found;
  const { displayName, bio, bioMarkdown, school, subjects, gradeLevels, languages, helpWith, growIn } = found.value;
  return ok({
    handle: `@${found.value.handle}`,
    displayName: displayName.slice(0, NAME_MAX_CHARS).toWellFormed(),
    bio: (bioMarkdown ?? paragraphsOf(bio)).slice(0, BIO_MAX_CHARS).toWellFormed(),
    school,
    subjects,
    gradeLevels,
    languages,
    helpWith,
    growIn,
  });
}

/** The text of sanitised HTML, its paragraphs and lines kept: what an editor of Markdown shows of it. */
export function paragraphsOf(html: string): string {
  const inLines = html
    .replace(/<br[^>]*>/g, '\n')
    .replace(/<\/(?:p|div|h[1-6]|blockquote)>/g, '\n\n')
    .replace(/<li[^>]*>/g, '\n- ');
  return withoutTags(inLines)
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const NEEDS_INSTANCE = appError(
  'invalid_input',
  'Write the whole address of your other account, like @amara@mastodon.example.',
);
