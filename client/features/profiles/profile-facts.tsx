import type { Profile } from '../../../shared/contracts/profiles.ts';
import { languageName } from '../../i18n/format.ts';
import { tProfiles } from '../../i18n/profiles.ts';
import { subjectName } from '../../i18n/subjects.ts';
import { Chip, Chips } from '../../ui/chip.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import css from './profile.module.css';
import { gradeLevelName } from './words.ts';

type Spread = Pick<Profile, 'helpWith' | 'growIn' | 'strengths' | 'growth'>;

/** What they give and what they want, side by side: the invitation to a reciprocal pair. */
export function ProfileSpread({ profile: { helpWith, growIn, strengths, growth } }: { profile: Spread }) {
  const gives = helpWith !== '' || strengths.length > 0;
  const wants = growIn !== '' || growth.length > 0;
  if (!gives && !wants) return null;
  return (
    <div className={css.spread}>
      {gives && <Side icon="suggestion" title={tProfiles.helpWith} said={helpWith} tags={strengths} />}
      {wants && <Side icon="question" title={tProfiles.growIn} said={growIn} tags={growth} />}
    </div>
  );
}

/** In a sentence, and in a few words each. */
function Side({ icon, title, said, tags }: { icon: IconName; title: string; said: string; tags: readonly string[] }) {
  return (
    <section className={css.side}>
      <h2>
        <Icon name={icon} size={18} />
        {title}
      </h2>
      {said !== '' && <p>{said}</p>}
      {tags.length > 0 && (
        <Chips label={title}>
          {tags.map((tag) => (
            <Chip as="li" key={tag}>
              {tag}
            </Chip>
          ))}
        </Chips>
      )}
    </section>
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
  if (told.length + profile.fields.length === 0) return null;
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
      {profile.fields.map(({ name, valueHtml }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two lines of a profile may have one name
        <div key={place}>
          <dt>{name}</dt>
          <dd>
            <RichText html={valueHtml} compact />
          </dd>
        </div>
      ))}
    </dl>
  );
}
