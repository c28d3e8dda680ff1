import type { Profile } from '../../../shared/contracts/profiles.ts';
import { languageName } from '../../i18n/format.ts';
import { tProfiles } from '../../i18n/profiles.ts';
import { subjectName } from '../../i18n/subjects.ts';
import { Chip, Chips } from '../../ui/chip.tsx';
import { Icon } from '../../ui/icon.tsx';
import css from './profile.module.css';
import { gradeLevelName } from './words.ts';

/** What they give and what they want, side by side: the invitation to a reciprocal pair. */
export function ProfileSpread({ profile }: { profile: Pick<Profile, 'helpWith' | 'growIn'> }) {
  if (profile.helpWith === '' && profile.growIn === '') return null;
  return (
    <div className={css.spread}>
      {profile.helpWith !== '' && (
        <section className={css.side}>
          <h2>
            <Icon name="suggestion" size={18} />
            {tProfiles.helpWith}
          </h2>
          <p>{profile.helpWith}</p>
        </section>
      )}
      {profile.growIn !== '' && (
        <section className={css.side}>
          <h2>
            <Icon name="question" size={18} />
            {tProfiles.growIn}
          </h2>
          <p>{profile.growIn}</p>
        </section>
      )}
    </div>
  );
}

export function ProfileFacts({ profile }: { profile: Profile }) {
  const facts: [string, string[]][] = [
    [tProfiles.school, profile.school === '' ? [] : [profile.school]],
    [tProfiles.teaches, profile.subjects.map(subjectName)],
    [tProfiles.levels, profile.gradeLevels.map(gradeLevelName)],
    [tProfiles.languages, profile.languages.map(languageName)],
  ];
  const told = facts.filter(([, values]) => values.length > 0);
  if (told.length === 0) return null;
  return (
    <dl className={css.facts}>
      {told.map(([name, values]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Chips>
              {values.map((value) => (
                <Chip as="li" key={value}>
                  {value}
                </Chip>
              ))}
            </Chips>
          </dd>
        </div>
      ))}
    </dl>
  );
}
