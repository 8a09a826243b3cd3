/** The customers of a small software company (its product, Tideline, does time sheets and invoices), and who answers them. */
export type Customer = {
  name: string
  email: string
  company: string
  domain: string
  plan: 'solo' | 'team' | 'studio'
}

const at = (
  company: string,
  domain: string,
  plan: Customer['plan'],
  people: (string | [string, string])[],
): Customer[] =>
  people.map((person) => {
    const [name, mailbox] = typeof person === 'string' ? [person, toMailbox(person)] : person
    return { name, email: `${mailbox}@${domain}`, company, domain, plan }
  })

const toMailbox = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z ]/g, '')
    .split(' ')
    .join('.')

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
  ...at(
    'The Honourable Society of Master Plasterers, Stuccoists and Ornamental Ceiling Makers of the Northern Provinces',
    'master-plasterers-stuccoists-and-ornamental-ceiling-makers.example',
    'team',
    ['Maximiliana Featherstonehaugh-Cholmondeley Wriothesley', 'Bo Li', 'Dee Ramos'],
  ),
]

/** Those who write Hebrew. */
export const HEBREW_CUSTOMERS: Customer[] = [
  ...at('גלים סטודיו לעיצוב', 'galim.example', 'studio', [
    ['נועה בן-דוד', 'noa'],
    ['יונתן לוי', 'yonatan'],
  ]),
  ...at('לביא הנדסה', 'lavi.example', 'team', [['תמר לביא', 'tamar']]),
]

export const AGENTS = [
  { name: 'Maya Okafor', email: 'maya@tideline.example', role: 'admin' },
  { name: 'Jonas Lindqvist', email: 'jonas@tideline.example', role: 'agent' },
  { name: 'Priya Raman', email: 'priya@tideline.example', role: 'agent' },
] as const
