/** Where the contract's paths begin. */
export const BASE = '/api/v1.2'
