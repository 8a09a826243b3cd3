import type { Access } from '../contract.ts'

export const READ = { ability: 'administration:read', role: 'admin' } as const satisfies Access
export const WRITE = { ability: 'administration:write', role: 'admin' } as const satisfies Access
