/** The parts of `@amara@a.example:3001`; no host when it means someone here. Null when it cannot be a handle. */
export function parseHandle(text: string): { name: string; host: string | null } | null {
  const match = /^@?([\w.-]{1,64})(?:@([A-Za-z0-9.:[\]-]{1,255}))?$/.exec(text.trim());
  if (match?.[1] === undefined) return null;
  return { name: match[1], host: match[2] ?? null };
}

/** Whether typed words are an address to look up, and not the beginning of a name. */
export function isAddress(text: string): boolean {
  return parseHandle(text)?.host != null;
}
