import type { Access } from '../contract.ts'

export const READ = { ability: 'settings:read', role: 'staff' } as const satisfies Access
export const WRITE = { ability: 'settings:write', role: 'staff' } as const satisfies Access
