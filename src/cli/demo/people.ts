/** The customers of a small software company (its product, Tideline, does time sheets and invoices), and who answers them. */
export type Customer = { name: string; email: string; company: string; plan: 'solo' | 'team' | 'studio' }

const at = (company: string, domain: string, plan: Customer['plan'], people: string[]): Customer[] =>
  people.map((name) => ({
    name,
    email: `${name
      .toLowerCase()
      .normalize('NFD')
      .replaceAll(/[^a-z ]/g, '')
      .split(' ')
      .join('.')}@${domain}`,
    company,
    plan,
  }))

export const CUSTOMERS: Customer[] = [
  ...at('Harbour & Pine Architects', 'harbourpine.example', 'studio', ['Ines Duarte', 'Callum Reid', 'Wen Zhao']),
  ...at('Nordlys Film', 'nordlys.example', 'team', ['Sigrid Aas', 'Mikkel Holm']),
  ...at('Bright Kettle', 'brightkettle.example', 'team', ['Tomás Herrera', 'Abena Mensah', 'Joanna Kowal']),
  ...at('Marlow Surveying', 'marlow-surveying.example', 'team', ['Peter Marlow', 'Ruth Adeyemi']),
  ...at('Studio Farid', 'studiofarid.example', 'solo', ['Farid Haddad']),
  ...at('Oakline Legal', 'oakline.example', 'studio', ['Helen Voss', 'Marc Tellier', 'Yuki Tanaka']),
  ...at('Penny Lane Bookkeeping', 'pennylanebooks.example', 'team', ['Penny Lane', 'Gareth Pugh']),
  ...at('Lumen Labs', 'lumenlabs.example', 'studio', ['Anika Rao', 'Jonas Weber', 'Chloé Martin']),
  ...at('Otter Creek Landscaping', 'ottercreek.example', 'team', ['Dwayne Briggs', 'Maria Santos']),
  ...at('Zofia Nowak Translations', 'zofianowak.example', 'solo', ['Zofia Nowak']),
]

export const AGENTS = [
  { name: 'Maya Okafor', email: 'maya@tideline.example', role: 'admin' },
  { name: 'Jonas Lindqvist', email: 'jonas@tideline.example', role: 'agent' },
  { name: 'Priya Raman', email: 'priya@tideline.example', role: 'agent' },
] as const
