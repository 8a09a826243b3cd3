/** Where the links lead that let somebody in: pages of the inbox. */

export const joinLink = (base: string, token: string): string => `${base}/join?token=${token}`
export const welcomeLink = (base: string, token: string): string => `${base}/welcome?token=${token}`
export const resetLink = (base: string, token: string): string => `${base}/reset-password?token=${token}`
