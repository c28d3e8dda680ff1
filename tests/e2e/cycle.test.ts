import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { launchBrowser, STORY, type Visitor, visitor } from '../support/browser.ts';
import { Hands } from '../support/hands.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';

const PASSWORD = 'chalk and green pens';
const LIVE = { timeout: 15_000 };
/** What a first cycle may take each of the two, from the sign-up on: nobody has more. */
const TIME_MAX_S = 10 * 60;

interface Teacher extends Visitor {
  hands: Hands;
  name: string;
  partner: string;
}

/** The heart of the product: two new teachers go through a whole first cycle, each in a browser of their own. */
describe('a first cycle of two new teachers', { ...STORY, timeout: 90_000 }, () => {
  let browser: Browser;
  let a: TestInstance;
  let dana: Teacher;
  let emeka: Teacher;

  beforeAll(async () => {
    [browser, a] = await Promise.all([launchBrowser(), startInstance()]);
    await a.account('head', 'admin');
    const { baseUrl } = a;
    const [danas, emekas] = await Promise.all([
      visitor(browser, { baseUrl, width: 360, height: 740 }),
      visitor(browser, { baseUrl }),
    ]);
    dana = { ...danas, hands: new Hands(), name: 'Dana Ruiz', partner: 'Emeka Obi' };
    emeka = { ...emekas, hands: new Hands(), name: 'Emeka Obi', partner: 'Dana Ruiz' };
  });
  afterEach(async ({ task }) => {
    const folder = process.env.E2E_SCREENSHOTS;
    if (folder === undefined || task.result?.state !== 'fail') return;
    await dana.page.screenshot({ path: `${folder}/dana.png`, fullPage: true });
    await emeka.page.screenshot({ path: `${folder}/emeka.png`, fullPage: true });
  });
  afterAll(async () => {
    await browser?.close();
    await a?.stop();
  });

  test('they sign up, and say where they help and what they want to grow', async () => {
    await signUp(emeka, 'emeka', 'Wait time', 'Exit tickets');
    await signUp(dana, 'dana', 'Exit tickets', 'Wait time');
  });

  test('Dana finds Emeka and offers a pair; Emeka accepts', async () => {
    const { page, hands } = dana;
    await page.goto('/mentoring');
    await hands.press(page.getByRole('link', { name: 'Find a partner' }).first());
    await page.getByRole('heading', { name: 'Find a partner', level: 1 }).waitFor(LIVE);
    await addWhatWeHave(page, hands);
    await hands.press(page.getByRole('link', { name: 'Offer a pair: Emeka Obi' }).first());
    await hands.type(page.getByLabel('What I want to get better at'), 'Wait time after a question');
    await hands.type(page.getByLabel('What Emeka Obi wants to get better at'), 'Exit tickets');
    await hands.press(page.getByRole('button', { name: 'Send the offer' }));
    await page.getByRole('heading', { name: 'You offered Emeka Obi a pair' }).waitFor(LIVE);

    await emeka.page.goto('/mentoring');
    await emeka.hands.press(emeka.page.getByRole('link', { name: 'Dana Ruiz offers you a pair' }));
    await emeka.hands.press(emeka.page.getByRole('button', { name: 'Accept', exact: true }));
    await emeka.page.getByRole('heading', { name: 'You and Dana Ruiz' }).waitFor(LIVE);
    await page.getByRole('heading', { name: 'You and Emeka Obi' }).waitFor(LIVE);
  });

  test('Dana presents: a reload loses nothing, and what is missing is said at its field', async () => {
    const { page, hands } = dana;
    await hands.press(page.getByRole('link', { name: 'Begin a cycle' }).first());
    await page.getByRole('heading', { name: 'Show something of yours' }).waitFor(LIVE);
    await expectAccessible(page);
    const work = 'They fold a strip into three equal parts. The second task took twice as long.';
    await hands.type(page.getByLabel('The work itself'), work);
    await page.reload();
    expect(await page.getByLabel('The work itself').inputValue(LIVE)).toBe(work);
    await hands.type(page.getByLabel('Title'), 'Fractions with paper strips');
    await page.getByRole('button', { name: 'Present it' }).click();
    await page.getByText('Ask what you want your partner to look at.').waitFor(LIVE);
    await hands.type(page.getByLabel('Your question'), 'Where do they stop thinking?');
    await hands.press(page.getByText('The steps', { exact: true }));
    await page.getByRole('navigation', { name: 'Steps of this turn' }).waitFor();
    await expectAccessible(page);
    await hands.press(page.getByRole('button', { name: 'Present it' }));
    await page.getByRole('heading', { name: 'Cycle 1 with Emeka Obi' }).waitFor(LIVE);
    await page.getByText('Now you listen.').waitFor(LIVE);
    await page.getByLabel('Notes for myself').fill('Ask about the second task');
    await expectAccessible(page);
  });

  test('Emeka responds: a comment that only judges is asked about, and may be rewritten or sent as it is', async () => {
    const { page, hands } = emeka;
    await page.goto('/mentoring');
    await hands.press(page.getByRole('link', { name: 'You and Dana Ruiz' }));
    await hands.press(page.getByRole('link', { name: 'It is your turn: Noticing.' }));
    await page.getByRole('heading', { name: 'Dana Ruiz presents' }).waitFor(LIVE);
    await page.getByText('Before you pass on').waitFor();
    const words = page.getByLabel('Your words for “Noticing”');
    await hands.type(words, 'Great job!');
    await hands.press(page.getByRole('button', { name: 'Send', exact: true }));
    await page.getByText('This says that it is good or bad.').last().waitFor();
    await page.getByText('How this works').click();
    await page.getByText('A few plain rules').waitFor();
    await expectAccessible(page);
    await hands.press(page.getByRole('button', { name: 'Send as it is' }));
    await said(page).getByText('Great job!').waitFor(LIVE);
    // It was sent, and it does not carry the turn on.
    await page.getByText('Before you pass on').waitFor();

    await hands.press(page.getByText('Point at a place in the work'));
    await hands.type(page.getByLabel('Words of the work'), 'took twice as long');
    await hands.press(page.getByRole('button', { name: 'I notice that…' }));
    await hands.goOn(words, 'the strips lie still in the second task.');
    await hands.press(page.getByRole('button', { name: 'Send', exact: true }));
    await said(page).getByText('the strips lie still').waitFor(LIVE);
    await hands.press(page.getByRole('button', { name: 'Show “took twice as long” in the work' }));
    expect(await page.evaluate(() => getSelection()?.toString())).toBe('took twice as long');
    await hands.press(page.getByRole('button', { name: 'Pass on to: Wondering' }));
    await hands.press(page.getByRole('button', { name: 'Pass on to: What if' }));
    await page.getByText('It is your turn: What if.').waitFor(LIVE);
    await hands.press(page.getByRole('radio', { name: 'Suggestion' }));
    await hands.type(page.getByLabel('Your words for “What if”'), 'What if they cut the strips before they fold them?');
    await hands.press(page.getByRole('button', { name: 'Send', exact: true }));
    await said(page).getByText('What if they cut').waitFor(LIVE);
    await hands.press(page.getByRole('button', { name: 'Pass on to: Reflection' }));
    await page.getByText('Dana Ruiz is at this step: Reflection.').waitFor(LIVE);
    await expectAccessible(page);
  });

  test('Dana sees it come, marks what made her think, reflects, and says what she will do', async () => {
    const { page, hands } = dana;
    await page.getByText('It is your turn: Reflection.').waitFor(LIVE);
    await said(page).getByText('the strips lie still').waitFor();
    await hands.press(page.getByRole('button', { name: 'Made me think' }).last());
    await emeka.page.getByText('It made Dana Ruiz think. Only you see this.').waitFor(LIVE);
    await hands.type(page.getByLabel('Your words for “Reflection”'), 'I never saw that they stop folding.');
    await hands.press(page.getByRole('button', { name: 'Send', exact: true }));
    await hands.press(page.getByRole('button', { name: 'That was the last word' }));
    await promise(dana, 'Let them cut the strips first');
    await expectAccessible(page);
    await page.getByText('Emeka Obi presents next.').waitFor(LIVE);
    await emeka.page.getByText('Let them cut the strips first').first().waitFor(LIVE);
  });

  test('roles swap: Emeka presents, Dana responds, and Emeka follows up', async () => {
    const { page, hands } = emeka;
    await page.getByRole('heading', { name: 'Now you: show something of yours' }).waitFor(LIVE);
    await expectAccessible(page);
    await hands.type(page.getByLabel('Title'), 'Exit tickets, week 3');
    await hands.type(page.getByLabel('The work itself'), 'Three questions, five minutes, on paper.');
    await hands.type(page.getByLabel('Your question'), 'What do the tickets not tell me?');
    await hands.press(page.getByRole('button', { name: 'Present it' }));
    await page.getByText('Now you listen.').waitFor(LIVE);

    const hers = dana.page;
    await hers.getByRole('heading', { name: 'Emeka Obi presents' }).waitFor(LIVE);
    // Advice as an order gets its hint too; she rewrites it.
    const words = hers.getByLabel('Your words for “Noticing”');
    await dana.hands.type(words, 'Use fewer questions.');
    await dana.hands.press(hers.getByRole('button', { name: 'Send', exact: true }));
    await hers.getByText('This tells them what to do.').last().waitFor();
    await expectAccessible(hers);
    await dana.hands.type(words, 'I notice that all three questions ask for a result and none for a way.');
    await dana.hands.press(hers.getByRole('button', { name: 'Send', exact: true }));
    for (const next of ['Wondering', 'What if', 'Reflection'])
      await dana.hands.press(hers.getByRole('button', { name: `Pass on to: ${next}` }));

    await page.getByText('It is your turn: Reflection.').waitFor(LIVE);
    await hands.type(page.getByLabel('Your words for “Reflection”'), 'I only ever look at results.');
    await hands.press(page.getByRole('button', { name: 'Send', exact: true }));
    await hands.press(page.getByRole('button', { name: 'That was the last word' }));
    await promise(emeka, 'Ask for one way on Friday');
    for (const one of [dana, emeka])
      await one.page.getByText('Both of you gave and both of you got. This cycle is complete.').waitFor(LIVE);
    await expectAccessible(page);
    await expectAccessible(hers);
  });

  test('Emeka does it, with something to show; Dana sees the loop close', async () => {
    const { page, hands } = emeka;
    await hands.press(page.getByRole('button', { name: 'I did it' }));
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Done', exact: true }).click();
    await page.getByText('Show something: a few words, a link, a post or an image.').waitFor(LIVE);
    await hands.type(page.getByLabel('What happened?'), 'Nine of them drew their way.');
    await hands.type(page.getByLabel('What did you see, and what now?'), 'They have ways. I keep the question.');
    await hands.press(page.getByRole('button', { name: 'Done', exact: true }));
    await page.getByText('What you saw, and what now').waitFor(LIVE);
    await dana.page.getByText('Nine of them drew their way.').waitFor(LIVE);
    await expectAccessible(dana.page);
  });

  test('Dana asks to quote Emeka, who sees it word for word and agrees; it becomes a draft', async () => {
    const { page } = dana;
    const first = page.locator('details', { hasText: 'You present: Fractions with paper strips' });
    await first.locator('summary').first().click();
    await first.getByRole('button', { name: 'Ask to quote' }).click();
    await first.getByRole('checkbox', { name: /the strips lie still/ }).check();
    await expectAccessible(page);
    await first.getByRole('button', { name: 'Ask', exact: true }).click();

    const his = emeka.page;
    await his.getByText('Dana Ruiz asks whether they may quote you in public.').waitFor(LIVE);
    await his.getByText('Without your name, as “a colleague”.').waitFor();
    await expectAccessible(his);
    await his.getByRole('button', { name: 'Yes, quote me' }).click();
    await page.getByText('Emeka Obi agrees.').waitFor(LIVE);
    await first.getByRole('button', { name: 'Make a draft of a post' }).click();
    await page.getByRole('dialog').getByText('no face or name in a picture').waitFor();
    await page.getByRole('button', { name: 'Make the draft' }).click();
    await page.waitForURL(/\/write\/.+/, LIVE);
    await page.locator('textarea', { hasText: 'the strips lie still' }).waitFor(LIVE);
  });

  test('it fits into ten minutes of each one’s time, and no page complained in the console', async () => {
    for (const { hands, name, problems } of [dana, emeka]) {
      expect(hands.seconds, `${name}: ${JSON.stringify(hands)}`).toBeLessThan(TIME_MAX_S);
      expect(hands.presses + hands.fields, name).toBeLessThan(60);
      expect(problems.filter((problem) => !/status of (400|401|404)/.test(problem))).toEqual([]);
    }
  });
});

async function signUp({ page, hands, name }: Teacher, username: string, help: string, grow: string) {
  await page.goto('/sign-up');
  await hands.type(page.getByLabel('Your name'), name);
  await hands.type(page.getByLabel('Username'), username);
  await hands.type(page.getByLabel('Password', { exact: true }), PASSWORD);
  await hands.press(page.getByRole('button', { name: 'Make an account' }));
  await page.getByRole('heading', { name: 'Who are you, as a teacher?' }).waitFor(LIVE);
  await hands.type(page.getByLabel('Subjects'), 'Mathematics');
  await page.getByLabel('Subjects').press('Enter');
  await hands.type(page.getByLabel('Where I can help'), help);
  await hands.type(page.getByLabel('What I want to grow'), grow);
  await hands.press(page.getByRole('button', { name: 'Save and go on' }));
  await page.getByRole('heading', { name: 'Whom would you like to read?' }).waitFor(LIVE);
}

function said(page: Page) {
  return page.getByRole('region', { name: 'What was said' }).first();
}

/** Something small by a day, which closes a turn. */
async function promise({ page, hands }: Teacher, what: string) {
  await hands.type(page.getByLabel('What will you do?', { exact: true }), what);
  await hands.press(page.getByRole('button', { name: 'That is what I do' }));
  await page.getByText(what).first().waitFor(LIVE);
}

/** What a profile says already needs no typing. */
async function addWhatWeHave(page: Page, hands: Hands) {
  await hands.press(page.getByRole('button', { name: /^Add “/ }).first());
  await hands.press(page.getByRole('button', { name: 'Save', exact: true }));
}
