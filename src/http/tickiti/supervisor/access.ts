import type { Access } from '../contract.ts'

export const READ = { ability: 'supervisor:read', role: 'superuser' } as const satisfies Access
export const WRITE = { ability: 'supervisor:write', role: 'superuser' } as const satisfies Access
