let actedAt = Date.now()

for (const kind of ['pointerdown', 'keydown', 'wheel'] as const) {
  addEventListener(
    kind,
    () => {
      actedAt = Date.now()
    },
    { capture: true, passive: true },
  )
}

/** For how many seconds nobody has touched this page: what it asks for by itself keeps no session alive. */
export const idleSeconds = (): number => Math.floor((Date.now() - actedAt) / 1_000)
