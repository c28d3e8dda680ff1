/** For comparing what people type: `Á` and `a` are one letter; what makes another letter of it in other scripts stays. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase();
}
