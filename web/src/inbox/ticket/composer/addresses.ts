const ADDRESS = /^[^\s@<>"(),:;]{1,64}@[^\s@<>"(),:;]+\.[^\s@<>"(),:;.]{2,}$/

/**
 * The addresses of what was typed or pasted, between commas, semicolons or spaces, also out of `Ann <ann@example.com>`;
 * `rest` is what is none (yet).
 */
export const addressesIn = (text: string): { addresses: string[]; rest: string } => {
  const within = [...text.matchAll(/<([^<>\s]+)>/g)].map((match) => match[1] ?? '').filter((one) => ADDRESS.test(one))
  if (within.length > 0) return { addresses: within.map((one) => one.toLowerCase()), rest: '' }
  const words = text.split(/[,;\s]+/).filter(Boolean)
  const addresses = words.filter((word) => ADDRESS.test(word))
  return {
    addresses: addresses.map((one) => one.toLowerCase()),
    rest: words.filter((word) => !ADDRESS.test(word)).join(' '),
  }
}
