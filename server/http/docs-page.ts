import { createHash } from 'node:crypto';
import type { OpenApi, Operation } from './openapi.ts';

const STYLE = `
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; color: #1c1b1a; background: #fbfaf7; }
h1, h2 { line-height: 1.2; } h2 { margin-top: 2.5rem; text-transform: capitalize; }
details { border: 1px solid #d8d3c8; border-radius: .5rem; margin: .5rem 0; background: #fff; }
summary { padding: .5rem .75rem; cursor: pointer; } details > div { padding: 0 .75rem .75rem; }
code, pre { font: .875rem/1.5 ui-monospace, monospace; } pre { overflow: auto; padding: .75rem; background: #f3f0e9; }
.method { display: inline-block; min-width: 4.5rem; font-weight: 700; } .path { font-weight: 600; }
@media (prefers-color-scheme: dark) {
  body { color: #eceae5; background: #171614; } details { background: #201e1b; border-color: #454039; } pre { background: #2a2723; } a { color: #9cc7ff; }
}`;

/** The page's only style, allowed by its hash: it loads nothing at all. */
export const DOCS_PAGE_CSP = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The OpenAPI document as one readable HTML page. */
export function docsPage(document: OpenApi): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const features = [...new Set(operations.flatMap(({ operation }) => operation.tags))];
  const sections = features.map((feature) => {
    const entries = operations.filter(({ operation }) => operation.tags.includes(feature));
    return `<h2 id="${asText(feature)}">${asText(feature)}</h2>${entries.map(({ method, path, operation }) => entry(method, path, operation)).join('')}`;
  });
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) =>
      `<details id="${asText(name)}"><summary><code>${asText(name)}</code></summary><div>${json(schema)}</div></details>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${asText(document.info.title)}</title><style>${STYLE}</style></head>
<body><main><h1>${asText(document.info.title)} ${asText(document.info.version)}</h1>
<p>${asText(document.info.description)}</p>
<p>Base address: <code>${asText(document.servers[0]?.url ?? '')}</code>. For machines: <a href="/api/openapi.json">openapi.json</a>.</p>
${sections.join('')}<h2 id="schemas">Answers by name</h2>${schemas.join('')}</main></body></html>`;
}

function entry(method: string, path: string, operation: Operation): string {
  const parts = [`<p>${asText(operation.description)}</p>`];
  if (operation.parameters.length > 0) {
    const items = operation.parameters.map(
      ({ name, in: where, required, schema }) =>
        `<li><code>${asText(name)}</code> (${where}${required ? ', needed' : ''}): <code>${asText(JSON.stringify(schema))}</code></li>`,
    );
    parts.push(`<p>Parameters</p><ul>${items.join('')}</ul>`);
  }
  if (operation.requestBody) parts.push('<p>Body</p>', json(operation.requestBody.content['application/json'].schema));
  for (const [status, { description, content }] of Object.entries(operation.responses)) {
    const name = content?.['application/json'].schema.$ref?.split('/').pop();
    const link = name ? `: <a href="#${asText(name)}"><code>${asText(name)}</code></a>` : '';
    parts.push(`<p>${status === 'default' ? 'Otherwise' : asText(status)} – ${asText(description)}${link}</p>`);
  }
  return `<details><summary><code class="method">${asText(method)}</code> <code class="path">${asText(path)}</code> ${asText(operation.summary)}</summary><div>${parts.join('')}</div></details>`;
}

function json(value: unknown): string {
  return `<pre>${asText(JSON.stringify(value, null, 2))}</pre>`;
}

function asText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
