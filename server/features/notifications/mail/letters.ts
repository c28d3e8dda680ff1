import type { Notification } from '../../../../shared/contracts/notifications.ts';
import type { InterfaceLanguage } from '../../../../shared/vocabulary.ts';
import { escapeHtml } from '../../../core/html.ts';
import { sentenceFor } from '../sentence.ts';
import { WORDS } from '../words/index.ts';

interface Setting {
  language: InterfaceLanguage;
  instanceName: string;
  baseUrl: string;
  /** `@amara@school.example`. */
  handle: string;
}

interface Letter {
  subject: string;
  text: string;
  html: string;
}

/** Asks whoever has an address whether it is theirs. Nothing that the asker wrote is in it: it may reach a stranger. */
export function confirmLetter({ language, instanceName, handle }: Setting, link: string): Letter {
  const words = WORDS[language].confirmMail;
  const lead = words.lead(handle, instanceName);
  return {
    subject: words.subject(instanceName),
    text: [lead, `${words.button}:\n${link}`, words.otherwise].join('\n\n'),
    html: page(language, [paragraph(lead), button(words.button, link), soft(escapeHtml(words.otherwise))]),
  };
}

/** What is new, each in a sentence that leads to it; `more` are not named. */
export function digestLetter(
  { language, instanceName, baseUrl, handle }: Setting,
  digest: { name: string; items: readonly Notification[]; more: number; unsubscribe: string },
): Letter {
  const words = WORDS[language];
  const { greeting, lead, button: open, more, why, unsubscribe, settings, subject } = words.digestMail;
  const items = digest.items.map((item) => ({
    sentence: sentenceFor(words, item) + (item.count > Math.max(1, item.people.length) ? ` (${item.count})` : ''),
    excerpt: item.excerpt,
    link: baseUrl + item.to,
  }));
  const rest = digest.more > 0 ? more(digest.more) : '';
  const settingsLink = `${baseUrl}/settings/notifications`;
  return {
    subject: subject(items.length + digest.more, instanceName),
    text: [
      `${greeting(digest.name)} ${lead}`,
      ...items.map(({ sentence, excerpt, link }) =>
        [`- ${sentence}`, ...(excerpt ? [`  ${excerpt}`] : []), `  ${link}`].join('\n'),
      ),
      ...(rest ? [rest] : []),
      `${open}: ${baseUrl}/notifications`,
      `${why(handle)}\n${unsubscribe}: ${digest.unsubscribe}\n${settings}: ${settingsLink}`,
    ].join('\n\n'),
    html: page(language, [
      paragraph(`${greeting(digest.name)} ${lead}`),
      `<ul style="margin:0 0 24px;padding:0;list-style:none">${items.map(entry).join('')}</ul>`,
      ...(rest ? [paragraph(rest)] : []),
      button(open, `${baseUrl}/notifications`),
      soft(`${escapeHtml(why(handle))}<br>${link(unsubscribe, digest.unsubscribe)} · ${link(settings, settingsLink)}`),
    ]),
  };
}

/**
 * Mail programs know little CSS, and each its own: plain blocks, colours of `client/ui/tokens.css` in both schemes, no
 * pictures, nothing loaded from anywhere.
 */
const STYLE = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
body,.paper{background:#14161c!important}.sheet{background:#1c1f27!important;border-color:#31343f!important}
.ink{color:#ece7db!important}.soft{color:#b0ad9f!important}a{color:#adb8ff!important}
.button{background:#adb8ff!important;color:#151a3c!important}.rule{border-color:#78494b!important}}`;

function page(language: string, blocks: readonly string[]): string {
  return `<!doctype html>
<html lang="${language}" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>Staffroom</title><style>${STYLE}</style></head>
<body class="paper" style="margin:0;padding:16px;background:#f4f0e6">
<div class="sheet ink" role="article" lang="${language}" style="max-width:560px;margin:0 auto;padding:24px;background:#fffdf8;border:1px solid #dfd8c8;border-radius:10px;color:#1e2230;font:16px/1.55 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<p class="soft" style="margin:0 0 16px;font:600 18px/1.3 Georgia,'Times New Roman',serif;color:#555968">Staffroom</p>
${blocks.join('\n')}
</div></body></html>`;
}

function paragraph(text: string): string {
  return `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`;
}

function soft(html: string): string {
  return `<p class="soft" style="margin:24px 0 0;font-size:14px;color:#555968">${html}</p>`;
}

function entry({ sentence, excerpt, link: address }: { sentence: string; excerpt: string; link: string }): string {
  const quote = excerpt ? `<br><span class="soft" style="color:#555968">${escapeHtml(excerpt)}</span>` : '';
  return `<li class="rule" style="margin:0 0 16px;padding:0 0 0 12px;border-left:2px solid #dfa19c">${link(sentence, address)}${quote}</li>`;
}

function link(text: string, address: string): string {
  return `<a href="${escapeHtml(address)}" style="color:#2e3d9c">${escapeHtml(text)}</a>`;
}

function button(text: string, address: string): string {
  return `<p style="margin:0 0 16px"><a class="button" href="${escapeHtml(address)}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:#2e3d9c;color:#ffffff;font-weight:600;text-decoration:none">${escapeHtml(text)}</a></p>`;
}
