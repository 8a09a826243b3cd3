export type Made =
  | { kind: 'token' | 'widget' | 'tickiti'; secret: string }
  | { kind: 'pair'; secret: string; apiKey: string; userName: string }

export type Sample = { language: 'curl' | 'JavaScript' | 'Python'; code: string }
/** One contract that a key speaks, with samples that work when pasted. */
export type SampleSet = { contract: string; samples: Sample[] }

type Call = { path: string; headers: Record<string, string>; body: Record<string, unknown> }

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

const curl = (origin: string, { path, headers, body }: Call): string =>
  [
    `curl ${origin}${path}`,
    ...Object.entries(headers).map(([name, value]) => `  -H ${quoted(`${name}: ${value}`)}`),
    `  -d ${quoted(JSON.stringify(body))}`,
  ].join(' \\\n')

const javascript = (origin: string, { path, headers, body }: Call): string =>
  `const response = await fetch(${JSON.stringify(origin + path)}, {
  method: 'POST',
  headers: ${JSON.stringify(headers, null, 2).replaceAll('\n', '\n  ')},
  body: JSON.stringify(${JSON.stringify(body, null, 2).replaceAll('\n', '\n  ')}),
})
console.log(response.status, await response.json())`

const python = (origin: string, { path, headers, body }: Call): string =>
  `import requests

response = requests.post(
    ${JSON.stringify(origin + path)},
    headers=${JSON.stringify(headers, null, 4).replaceAll('\n', '\n    ')},
    json=${JSON.stringify(body, null, 4).replaceAll('\n', '\n    ')},
)
print(response.status_code, response.json())`

const samplesOf = (origin: string, contract: string, call: Call): SampleSet => ({
  contract,
  samples: [
    { language: 'curl', code: curl(origin, call) },
    { language: 'JavaScript', code: javascript(origin, call) },
    { language: 'Python', code: python(origin, call) },
  ],
})

const JSON_TYPE = { 'Content-Type': 'application/json' }

/** How a key that was just made files a first ticket, in each contract that takes it. `origin`: where Lodge is reached. */
export const sampleSets = (origin: string, made: Made): SampleSet[] => {
  const bearer = { Authorization: `Bearer ${made.secret}`, ...JSON_TYPE }
  const headoni: Call = {
    path: '/api/v1/tickets',
    headers: bearer,
    body: { email: 'ann@example.com', subject: 'I cannot log in', body: 'I loop back to the first page.' },
  }
  const halo: Call = {
    path: '/api/sdk/tickets/create',
    headers: bearer,
    body: { email: 'ann@example.com', subject: 'I cannot log in', source: 'website' },
  }
  switch (made.kind) {
    case 'token':
      return [
        samplesOf(origin, 'Lodge', {
          path: '/v1/tickets',
          headers: bearer,
          body: { requester: { email: 'ann@example.com', name: 'Ann' }, subject: 'I cannot log in' },
        }),
        samplesOf(origin, 'Headoni', headoni),
        samplesOf(origin, 'Halo', halo),
      ]
    case 'widget':
      return [samplesOf(origin, 'Halo', halo)]
    case 'tickiti':
      return [
        samplesOf(origin, 'Tickiti', {
          path: '/api/create_ticket',
          headers: { ...bearer, 'Idempotency-Key': 'order-1042' },
          body: {
            originator_email_address: 'ann@example.com',
            data: { subject: 'I cannot log in', content: 'I loop back to the first page.' },
          },
        }),
      ]
    case 'pair':
      return [
        samplesOf(origin, 'Glassix', {
          path: '/api/v1.2/token/get',
          headers: JSON_TYPE,
          body: { apiKey: made.apiKey, apiSecret: made.secret, userName: made.userName },
        }),
      ]
  }
}
