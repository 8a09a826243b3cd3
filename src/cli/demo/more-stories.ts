import { agent, customer, note, type Story } from './story.ts'

/** 300 by 80 pixels of a logo. */
const LOGO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAASwAAABQCAMAAACUNLhJAAAABlBMVEX08eofTUojVkf6AAAAz0lEQVR42u3aOQ6EMBBFwc/9Lz05El56AMm4Xki3CEoERpBIkiRJkiS90FEIFixYsGDBggUL1jtYx4LBgrUCVnMEC1YVqzeDdb4XLFg3Y41NYcGaxBoee92BNYM1M4cFaxhrcmFrrPkNWLAGsEorsIZXljpY3olV2YEFqwtRWtoU63y1vQUL1iBWrrDi6ADrD6xcYwUWrDJWWliBBauIlTZWVvtg8SRWeliBBauAVb+645P1uf+zYK2PtfEHC1iwYMGCBQsWLEmSJEmSpKf7AeoLFg0q3hzXAAAAAElFTkSuQmCC',
  'base64',
)

/** What is not plain text in one script: a picture, files, emoji, Hebrew. */
export const MORE_STORIES: Story[] = [
  {
    subject: 'New logo on all invoices, please ☺',
    opening:
      'Hi there ☺\n\nwe have a new logo, attached with the list of projects it is for. Can you put it on all of them? I would have to click through 40 pages.',
    replies: [
      agent(
        'How handsome! I have put it on all 40. New invoices show it from now on, old ones stay as they were sent.',
      ),
      customer('You are the best ♥'),
    ],
    status: 'closed',
    priority: 'low',
    tags: ['invoices', 'branding'],
    source: 'email',
    department: 'Billing',
    files: [
      { name: 'Logo 2026 final (2).png', content: LOGO },
      { name: 'projects.csv', content: 'project,client\nSeafront phase 2,Harbour Trust\nMill Lane 14,Oduya family\n' },
    ],
  },
  {
    subject: 'Desktop app crashes on start, log is attached',
    opening: 'Since the update the app closes itself after two seconds. I have attached what it wrote before it went.',
    replies: [
      agent('Thank you for the log, it says all. Please rename the folder "Tideline/cache" and start it again.'),
      note('Third one this week with an empty cache index. Told engineering.'),
      customer('It starts! Nothing is lost, as far as I can see.'),
    ],
    status: 'resolved',
    priority: 'high',
    tags: ['desktop', 'bug', 'crash'],
    source: 'chat',
    department: 'Product',
    files: [
      {
        name: 'tideline-2.14.2.log',
        content:
          '08:14:02 start 2.14.2 (darwin arm64)\n08:14:03 cache: index is empty\n08:14:03 fatal: read of undefined\n',
      },
    ],
  },
  {
    subject: 'החשבונית יצאה באנגלית ☹',
    opening:
      'שלום,\n\nהלקוח שלנו קיבל את החשבונית האחרונה (INV-2041) באנגלית, אף שהחשבון מוגדר בעברית. אפשר לשלוח אותה שוב בעברית?',
    replies: [
      agent('שלום, שפת החשבונית נקבעת לפי הלקוח ולא לפי החשבון. הגדרתי עברית ללקוח הזה ושלחתי את החשבונית מחדש.'),
      customer('הגיעה, תודה רבה ♥'),
    ],
    status: 'resolved',
    priority: 'normal',
    tags: ['invoices', 'עברית'],
    source: 'email',
    department: 'Billing',
    language: 'he',
  },
]

/** What shows a screen's edges: a long subject, and as many tags as a ticket may have. */
export const RARE_STORY: Story = {
  subject:
    'Our whole team of twelve has to move to another workspace before the audit on Friday, with all projects, rates, tags, approvals and the history of who changed what, and nobody may lose an hour',
  opening:
    'We merge two offices and have to be one workspace by Friday. I have marked this with everything that it touches, so that nothing is forgotten.',
  replies: [
    agent('We do this for you: on Thursday at 20:00, in about an hour. You need not prepare anything.'),
    customer('Thursday is good. Thank you.'),
    note('Booked with the migrations team. Rehearsal is on Wednesday.'),
  ],
  status: 'open',
  ending: [agent('It is done: twelve people, 214 projects, 61,380 entries. Every total is the same as before.')],
  priority: 'urgent',
  // Fifty: the most a ticket may have.
  tags: [
    'approvals',
    'audit',
    'migration',
    'workspace',
    ...Array.from({ length: 46 }, (_, n) => `project-${String(n + 101)}`),
  ],
  source: 'web form',
}
