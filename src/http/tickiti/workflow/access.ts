import type { Access } from '../contract.ts'

export const READ = { ability: 'workflow:read', role: 'admin' } as const satisfies Access
export const WRITE = { ability: 'workflow:write', role: 'admin' } as const satisfies Access
