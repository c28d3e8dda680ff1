import type { UseQueryResult } from '@tanstack/react-query';
import { type CSSProperties, type ReactNode, useState } from 'react';
import { FEEDBACK_KINDS } from '../../shared/vocabulary.ts';
import { ApiError } from '../api/error.ts';
import { Today } from '../features/home/today.tsx';
import { FeedSkeleton } from '../features/practice/feed-list.tsx';
import { FocusQuestion } from '../features/practice/focus-question.tsx';
import { KindLabel } from '../features/practice/kind-label.tsx';
import { PostBody } from '../features/practice/post-body.tsx';
import { PostCard } from '../features/practice/post-card.tsx';
import { Person } from '../features/profiles/person.tsx';
import { ShortcutsDialog } from '../shell/shortcuts-dialog.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Button, ButtonLink, IconButton } from '../ui/button.tsx';
import { Chip, Chips } from '../ui/chip.tsx';
import { AnyOf, OneOf, WordList } from '../ui/choices.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Empty, Notice, Problem, Skeleton } from '../ui/feedback.tsx';
import { Checkbox, Select, TextArea, TextField } from '../ui/field.tsx';
import { ICON_NAMES, Icon } from '../ui/icon.tsx';
import { LoadMore } from '../ui/load-more.tsx';
import { Menu, MenuButton, MenuLink } from '../ui/menu.tsx';
import { Row, Rows, Sheet, Soft } from '../ui/page.tsx';
import { Balance } from '../ui/pictures/balance.tsx';
import { Path } from '../ui/pictures/path.tsx';
import { Weeks } from '../ui/pictures/weeks.tsx';
import { RichText } from '../ui/rich-text.tsx';
import { TimeAgo } from '../ui/time.tsx';
import { useToast } from '../ui/toast.tsx';
import css from './gallery.module.css';
import { AMARA, BO, FROM_ELSEWHERE, FROM_THE_RIGHT, LEDGER, LONG, LONG_WORD, POSTS, TODAY } from './samples.ts';

const COLOURS = [
  'paper',
  'sheet',
  'sunk',
  'card',
  'ink',
  'ink-soft',
  'line',
  'line-strong',
  'accent',
  'accent-strong',
  'accent-soft',
  'margin',
  'rule',
  'highlight',
  'danger',
  'danger-soft',
  'good',
  'good-soft',
];
const SIZES = ['xs', 's', 'm', 'l', 'xl', '2xl', '3xl'];

/** Every component in every state, in both themes side by side: for who changes one, and for who looks for one. */
export function Gallery() {
  return (
    <main className={css.gallery}>
      {(['light', 'dark'] as const).map((theme) => (
        <div key={theme} className={css.theme} style={{ colorScheme: theme }}>
          <h1>{theme === 'light' ? 'By day' : 'Under a lamp'}</h1>
          <Tokens />
          <Controls />
          <States />
          <Practice />
          <Pictures />
        </div>
      ))}
    </main>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css.part}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Tokens() {
  return (
    <>
      <Part title="Colours">
        <ul className={css.colours}>
          {COLOURS.map((name) => (
            <li key={name}>
              <span style={{ background: `var(--${name})` }} />
              {name}
            </li>
          ))}
        </ul>
      </Part>
      <Part title="Type">
        {SIZES.map((size) => (
          <p key={size} className={css.specimen} style={{ fontSize: `var(--text-${size})` } satisfies CSSProperties}>
            {size}: What did you try this week?
          </p>
        ))}
      </Part>
      <Part title="Icons">
        <ul className={css.icons}>
          {ICON_NAMES.map((name) => (
            <li key={name} title={name}>
              <Icon name={name} size={24} />
            </li>
          ))}
        </ul>
      </Part>
    </>
  );
}

function Controls() {
  const [words, setWords] = useState<string[]>(['Chemistry', LONG_WORD]);
  const [kind, setKind] = useState('noticing');
  const [kinds, setKinds] = useState(['question']);
  const [ticked, setTicked] = useState(true);
  const [text, setText] = useState('');
  const [dialog, setDialog] = useState<'ask' | 'danger' | 'read' | null>(null);
  const toast = useToast();
  const close = () => setDialog(null);
  const options = FEEDBACK_KINDS.map((value) => ({ value: value as string, label: <KindLabel kind={value} /> }));
  return (
    <>
      <Part title="Buttons">
        <Row>
          <Button look="primary" icon="send">
            Primary
          </Button>
          <Button>Secondary</Button>
          <Button look="quiet">Quiet</Button>
          <Button look="danger" icon="trash">
            Danger
          </Button>
          <Button busy>At work</Button>
          <Button small icon="check">
            Small
          </Button>
          <ButtonLink to="/" look="quiet" icon="home">
            A link
          </ButtonLink>
          <IconButton icon="close" label="Close" />
          <CopyButton text="copied" />
        </Row>
      </Part>
      <Part title="Dialogs, menus, toasts">
        <Row>
          <Button onClick={() => setDialog('ask')}>Ask</Button>
          <Button onClick={() => setDialog('danger')}>Ask twice</Button>
          <Button onClick={() => setDialog('read')}>Shortcuts</Button>
          <Button onClick={() => toast('Draft saved')}>Toast</Button>
          <Menu label="More" opener={<Icon name="down" />} className={css.opener}>
            <MenuLink to="/" icon="me" hint={AMARA.handle}>
              Amara Okafor
            </MenuLink>
            <MenuButton icon="leave" onPress={() => toast('Pressed')}>
              Sign out
            </MenuButton>
          </Menu>
        </Row>
        {dialog === 'read' && <ShortcutsDialog signedIn onClose={close} />}
        {(dialog === 'ask' || dialog === 'danger') && (
          <Dialog
            title="Delete this post?"
            confirm="Delete"
            danger={dialog === 'danger'}
            error={dialog === 'danger' ? new ApiError('unreachable', '') : null}
            onConfirm={close}
            onClose={close}
          >
            <p>It is removed here, and every server it was sent to is asked to remove it.</p>
          </Dialog>
        )}
      </Part>
      <Part title="Fields">
        <Sheet>
          <TextField label="Title" hint="Short is fine." value={text} onChange={setText} />
          <TextField label="Username" value="Amara!" onChange={() => undefined} error="Use letters a–z and digits." />
          <TextArea label="A few words" value={text} onChange={setText} optional />
          <Select label="Level" value="" onChange={() => undefined} options={[['', 'Not one level']]} />
          <Checkbox
            label="No student can be recognised in it"
            hint="By name, face or story."
            checked={ticked}
            onChange={setTicked}
          />
          <OneOf
            legend="One of a few"
            hint="What this choice means."
            value={kind}
            onChange={setKind}
            options={options}
          />
          <AnyOf legend="Any of a few" values={kinds} onChange={setKinds} options={options} />
          <WordList label="Words" hint="Type, then Enter." values={words} onChange={setWords} limit={5} />
        </Sheet>
      </Part>
    </>
  );
}

function States() {
  const nothing = () => undefined;
  return (
    <>
      <Part title="Said by the page">
        <Notice>Something to know.</Notice>
        <Notice tone="good">Something that worked.</Notice>
        <Problem error={new ApiError('unreachable', '')} retry={nothing} />
        <Problem error={new ApiError('conflict', 'This name is taken. Choose another one.')} />
        <Empty title="You are not in a pair yet" actions={<Button look="primary">Find a partner</Button>}>
          Look for a colleague whose “where I can help” meets what you want to grow.
        </Empty>
      </Part>
      <Part title="On its way">
        <Skeleton />
        <FeedSkeleton />
        <LoadMore hasNextPage isFetchingNextPage isFetchNextPageError={false} fetchNextPage={nothing} />
      </Part>
      <Part title="People and facts">
        <Row>
          <Avatar name="Amara Okafor" handle="a" size="small" />
          <Avatar name="Bo Lindqvist" handle="b" />
          <Avatar name="陈 老师" handle="c" size="large" />
        </Row>
        <Rows>
          <li>
            <Person person={BO} />
            <Button small>Follow</Button>
          </li>
          <li>
            <Person person={LONG} />
          </li>
        </Rows>
        <Chips>
          <Chip as="li">Chemistry</Chip>
          <Chip as="li" tone="accent">
            Offered
          </Chip>
          <Chip as="li" tone="good" icon="check">
            Active
          </Chip>
          <Chip as="li" tone="warn">
            Not delivered
          </Chip>
          <Chip as="li" icon="lock">
            {LONG_WORD}
          </Chip>
        </Chips>
        <Soft>
          Said quietly, <TimeAgo at={new Date(Date.now() - 600_000).toISOString()} />
        </Soft>
      </Part>
    </>
  );
}

/** Only what `Today` reads of a query's result. */
const today = (items: typeof TODAY) => ({ data: { items }, error: null }) as UseQueryResult<{ items: typeof TODAY }>;

function Practice() {
  const all = [...POSTS, FROM_THE_RIGHT];
  return (
    <>
      <Part title="Today">
        <Today today={today(TODAY)} />
        <Today today={today([])} />
      </Part>
      <Part title="Posts">
        {POSTS.map((item, index) => (
          <PostCard key={item.id} item={item} place={{ index, of: all.length }} />
        ))}
        <div dir="rtl" lang="ar">
          <PostCard item={FROM_THE_RIGHT} place={{ index: POSTS.length, of: all.length }} />
        </div>
        <FocusQuestion question="How do I get quiet students to mark boldly?" language="en" />
        <RichText html="<h2>What I tried</h2><p>They mark their <strong>own</strong> tickets, <a href='#'>like this</a>.</p><ul><li>one</li><li>two</li></ul><blockquote>“I get the arrows now.”</blockquote><p><code>code</code></p><table><tr><th>before</th><th>after</th></tr><tr><td>3</td><td>7</td></tr></table>" />
      </Part>
      <Part title="From other servers">
        {FROM_ELSEWHERE.map((item, index) => (
          <div key={item.id}>
            <PostCard item={item} place={{ index, of: FROM_ELSEWHERE.length }} />
            <PostBody post={{ ...item.post, html: `<p>${item.post.summary}</p>` }} />
          </div>
        ))}
      </Part>
    </>
  );
}

function Pictures() {
  const week = (ago: number) => new Date(Date.now() - ago * 7 * 86_400_000).toISOString().slice(0, 10);
  return (
    <Part title="Pictures">
      <Sheet>
        <Balance
          left="I gave"
          right="I got"
          rowsAre="Kind"
          rows={FEEDBACK_KINDS.map((kind) => ({
            name: kind,
            label: <span>{kind}</span>,
            left: LEDGER.given[kind] ?? 0,
            right: LEDGER.got[kind] ?? 0,
          }))}
        />
      </Sheet>
      <Sheet>
        <Weeks
          up="I gave"
          down="I got"
          asTable="As a table"
          weekIs="Week from"
          weeks={[0, 2, 1, 0, 0, 3, 5, 2, 1, 0, 4, 1].map((up, index) => ({
            label: week(11 - index),
            up,
            down: (up * 7 + index) % 5,
          }))}
        />
      </Sheet>
      <Sheet>
        <FirstSteps />
      </Sheet>
    </Part>
  );
}

function FirstSteps() {
  const [at, setAt] = useState(1);
  const steps = ['Your profile', 'Someone to follow', 'A first post'];
  const said = `Step ${at + 1} of ${steps.length}`;
  return <Path label="Your first steps" said={said} done="done" steps={steps} at={at} onGo={setAt} />;
}
