import ipaddr from 'ipaddr.js';

/** Which network addresses this server may open a connection to. */
export interface AddressRules {
  /** Reachable at all: on the public internet, or in a range that the operator opened. */
  allows(ip: string): boolean;
  /** In a range that the operator opened: the only places where plain http is spoken. */
  isOpenedPrivate(ip: string): boolean;
}

const GLOBAL_UNICAST_V6 = ipaddr.parseCIDR('2000::/3');

/**
 * Everything is refused that is not plain global unicast: loopback, private, link-local, carrier-grade NAT, 0.0.0.0,
 * reserved, multicast, and the IPv6 forms that carry an IPv4 address (mapped, compatible `::7f00:1`, 6to4, NAT64, Teredo),
 * since what they lead to depends on the network we happen to be in.
 *
 * @param allowPrivate CIDR ranges, e.g. `10.0.0.0/8`
 */
export function createAddressRules(allowPrivate: readonly string[]): AddressRules {
  const opened = allowPrivate.map((range) => ipaddr.parseCIDR(range));
  const parse = (ip: string) => (ipaddr.isValid(ip) ? ipaddr.parse(ip) : null);
  const isOpenedPrivate = (ip: string) => {
    const address = parse(ip);
    return address !== null && opened.some(([range, bits]) => sameKind(address, range) && address.match(range, bits));
  };
  return {
    isOpenedPrivate,
    allows(ip) {
      if (isOpenedPrivate(ip)) return true;
      const address = parse(ip);
      if (address === null || address.range() !== 'unicast') return false;
      return address.kind() === 'ipv4' || address.match(GLOBAL_UNICAST_V6);
    },
  };
}

function sameKind(a: ipaddr.IPv4 | ipaddr.IPv6, b: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return a.kind() === b.kind();
}
