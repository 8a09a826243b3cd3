import { MORE_STORIES } from './more-stories.ts'
import { OPEN_STORIES } from './open-stories.ts'
import { agent, customer, note, type Story } from './story.ts'

const COMMON: Story[] = [
  {
    subject: 'Timer keeps running after I close the laptop',
    opening:
      'Hi,\n\ntwice this week the timer went on through the night after I closed the lid. I now have two entries of 14 hours that I cannot shorten. Is that on purpose?',
    replies: [
      agent('Sorry about that. Which version of the desktop app is it? You find it under Help > About.'),
      customer('2.14.1, on a Mac.'),
      note('Same as the sleep bug that 2.14.2 fixes; ships on Thursday.'),
      agent(
        'Thank you. That is a bug in 2.14.1, mended in the next release. I have cut both entries back to 18:00 for you.',
      ),
      customer('Perfect, thanks for the quick help!'),
    ],
    status: 'resolved',
    priority: 'normal',
    tags: ['timer', 'desktop', 'bug'],
    source: 'app',
  },
  {
    subject: 'Invoice shows the wrong VAT rate',
    opening:
      'Our last three invoices to a client in Portugal show 21% VAT instead of 23%. We have to send corrected ones before the end of the month. Can you tell me where this comes from?',
    replies: [
      agent(
        'The rate comes from the client’s country. Could you check whether theirs is set to Portugal or still to Spain?',
      ),
      customer('It was Spain, from an old address. Changed it. Do I have to write the invoices anew?'),
    ],
    ending: [
      agent(
        'No need: open each of them, choose "Issue a correction", and the rate is right. I have done the first for you.',
      ),
      customer('All three are out. Thanks!'),
    ],
    status: 'open',
    priority: 'high',
    tags: ['invoices', 'vat'],
    source: 'email',
    department: 'Billing',
  },
  {
    subject: 'Cannot log in since this morning',
    opening:
      'I get "Something went wrong" after entering my code. My colleagues can log in. I have a client call at 11.',
    replies: [
      agent(
        'I see your account: the code is refused because your phone’s clock is two minutes off. Could you set it to automatic and try again?',
      ),
      customer('That was it. How odd. Thank you!'),
    ],
    status: 'resolved',
    priority: 'urgent',
    tags: ['login', '2fa'],
    source: 'web form',
  },
  {
    subject: 'Export of all time entries for our accountant',
    opening:
      'Hello, our accountant wants every entry of last year with project, rate and person in one spreadsheet. The report only lets me pick three months at a time. Is there another way?',
    replies: [agent('There is: Settings > Data > Export gives you everything as CSV. Would that do?')],
    ending: [customer('It would, and it did. Our accountant is happy.')],
    status: 'pending',
    priority: 'normal',
    tags: ['export', 'reports'],
    source: 'email',
  },
  {
    subject: 'How do I add a freelancer who should not see rates?',
    opening:
      'We work with a freelancer from Monday. She should track time on one project and see neither our rates nor the other projects.',
    replies: [
      agent('Invite her as a Guest and choose the project there. Guests never see rates.'),
      customer('Great, exactly what we need.'),
    ],
    status: 'closed',
    priority: 'normal',
    tags: ['permissions'],
    source: 'app',
  },
  {
    subject: 'Charged twice this month',
    opening: 'Our card was charged twice on the 3rd, two times the Team plan. Please refund one of them.',
    replies: [
      note('Confirmed at the payment provider: retried after a timeout. Refund is started.'),
      agent('You are right, and I am sorry. The second charge is on its way back and shows in three to five days.'),
    ],
    ending: [customer('The money is back. Thank you for being quick.')],
    status: 'pending',
    priority: 'high',
    tags: ['billing', 'refund'],
    source: 'email',
    department: 'Billing',
  },
  {
    subject: 'Feature request: round entries to 15 minutes',
    opening:
      'Most of our clients are billed by the quarter of an hour. It would save us an hour every Friday if Tideline could round by itself.',
    replies: [
      agent(
        'Thank you, I have added your voice to that request. You are the 31st to ask, and it is planned for spring.',
      ),
    ],
    status: 'snoozed',
    priority: 'low',
    tags: ['feature request', 'timer'],
    source: 'web form',
    department: 'Product',
  },
  {
    subject: 'Calendar sync stopped',
    opening:
      'Events from my calendar no longer turn up as suggestions. It stopped around Tuesday. I have disconnected and connected it again without luck.',
    replies: [],
    ending: [
      agent('The permission had run out on the side of the calendar. If you connect it once more now, it stays.'),
      customer('Connected, and the suggestions are back.'),
    ],
    status: 'open',
    priority: 'normal',
    tags: ['calendar', 'integrations'],
    source: 'app',
  },
  {
    subject: 'Need a signed data processing agreement',
    opening:
      'Before we can roll Tideline out to the whole firm our compliance team needs a signed DPA and the list of your subprocessors.',
    replies: [
      note('Legal has the new template. Ask Maya before sending.'),
      agent('Of course. I will have it signed and send you both by tomorrow.'),
    ],
    ending: [agent('Both are attached to your account now, signed, under Settings > Legal.')],
    status: 'open',
    priority: 'high',
    tags: ['compliance'],
    source: 'email',
  },
  {
    subject: 'Project totals do not add up',
    opening:
      'The project page says 212.5 h, the report for the same project and all time says 209 h. Which of them is right? We invoice from the report.',
    replies: [
      agent(
        'The page counts entries that are not approved yet, the report does not. In your case that is one entry of 3.5 h from last Friday.',
      ),
      customer('Found it. Could you write that on the page somewhere? It gave us a fright.'),
      agent('Good point. I have passed it on to the designers.'),
    ],
    status: 'resolved',
    priority: 'normal',
    tags: ['reports'],
    source: 'web form',
  },
  {
    subject: 'API returns 429 for our nightly import',
    opening:
      'Since last week our nightly import (about 4,000 entries) gets 429 answers after a few hundred. Did the limits change? We send them one by one.',
    replies: [
      agent(
        'They did: 120 requests a minute from the 1st on. There is a bulk endpoint that takes 500 entries at once; with it your import is eight requests.',
      ),
    ],
    ending: [customer('Bulk it is. The whole import takes ten seconds now.')],
    status: 'pending',
    priority: 'high',
    tags: ['api'],
    source: 'email',
  },
  {
    subject: 'Dark mode in the mobile app?',
    opening: 'Love the app. My eyes would love it even more with a dark mode.',
    replies: [agent('It is on its way! It comes with the summer release, for Android and iOS.'), customer('Yay! 🎉🌙')],
    status: 'closed',
    priority: 'low',
    tags: ['feature request', 'mobile'],
    source: 'app',
    department: 'Product',
  },
  {
    subject: 'Former colleague still gets the weekly report',
    opening:
      'Somebody who left us in March still gets our weekly report by mail. Please stop that as soon as possible, it has client names in it.',
    replies: [
      note('The report was shared to the address by hand, so it outlived the account. Removed; told engineering.'),
    ],
    ending: [agent('We have stopped it: nobody outside of your account gets that report any more.')],
    status: 'open',
    priority: 'urgent',
    tags: ['privacy', 'reports'],
    source: 'email',
  },
  {
    subject: 'Logo is blurry on invoices',
    opening: 'Our logo looks fine in the settings and blurry on the PDF. It is a PNG of 300 by 80 pixels.',
    replies: [agent('For print it wants to be about 1,200 pixels wide, or better an SVG. Could you try one of those?')],
    ending: [customer('The SVG is sharp as a knife.')],
    status: 'pending',
    priority: 'low',
    tags: ['invoices'],
    source: 'web form',
  },
  {
    subject: 'Move from monthly to yearly',
    opening: 'We would like to pay by the year from the next period on. Is there still the discount of two months?',
    replies: [
      agent(
        'There is. I have switched you over: the next invoice, on the 1st, is for twelve months at the price of ten.',
      ),
      customer('Wonderful, thank you.'),
    ],
    status: 'closed',
    priority: 'normal',
    tags: ['billing'],
    source: 'email',
    department: 'Billing',
  },
  {
    subject: 'Deleted a project by mistake',
    opening:
      'I deleted the project "Seafront phase 2" instead of archiving it. Eight months of time are in there. Please tell me that you can bring it back!',
    replies: [
      agent(
        'We can: deleted projects are kept for 30 days. It is back, with all of its 1,140 entries. Could you have a look?',
      ),
      customer('Everything is there. You saved my week.'),
    ],
    status: 'resolved',
    priority: 'urgent',
    tags: ['projects', 'restore'],
    source: 'app',
  },
]

export const STORIES: Story[] = [...COMMON, ...OPEN_STORIES, ...MORE_STORIES]
