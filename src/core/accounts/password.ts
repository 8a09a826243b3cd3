/** NIST SP 800-63B, section 3.1.1.2: long enough, any characters, no rules of composition. */
export const PASSWORD_MIN = 10
export const PASSWORD_MAX = 128

/** What is stored of a password: scrypt with a salt of its own, on a thread of its own. */
export const hashOf = async (password: string): Promise<string> => {
  const { hashPassword } = await import('better-auth/crypto') // loads much, for few
  return hashPassword(password)
}
