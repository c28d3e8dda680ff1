/**
 * Whether one of `blocked` covers `host` (`name[:port]`). A blocked domain covers its subdomains and every port; a
 * blocked `name:port` covers that port only.
 */
export function isCovered(blocked: ReadonlySet<string>, host: string): boolean {
  if (blocked.size === 0) return false;
  const [, name = '', port = ''] = /^(.*?)\.?(:\d+)?$/.exec(host.toLowerCase()) ?? [];
  const labels = name.split('.');
  return labels.some((_label, index) => {
    const domain = labels.slice(index).join('.');
    return blocked.has(domain) || (port !== '' && blocked.has(domain + port));
  });
}
