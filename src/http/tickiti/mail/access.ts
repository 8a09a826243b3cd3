import type { Access } from '../contract.ts'

export const READ = { ability: 'mail:read', role: 'admin' } as const satisfies Access
export const WRITE = { ability: 'mail:write', role: 'admin' } as const satisfies Access
