import { agent, customer, note, type Story } from './story.ts'

/** What a morning brings: questions that stand open for days, so that a list of them is not the same few over and over. */
export const OPEN_STORIES: Story[] = [
  {
    subject: 'Approvals by two people instead of one',
    opening:
      'Time sheets at our place are signed off by the project lead and then by finance. I only find one approver in the settings. Is there a second step somewhere?',
    replies: [],
    ending: [
      agent('There is: Settings > Approvals > Add a step. Whoever is in the second step sees a sheet after the first.'),
      customer('That is precisely it. Thank you!'),
    ],
    status: 'open',
    priority: 'normal',
    tags: ['approvals'],
    source: 'email',
  },
  {
    subject: 'Reminders arrive at 3 in the morning',
    opening:
      'The Friday reminder reaches our Lisbon office at three at night. They have muted it by now, and their sheets come late.',
    replies: [note('Their workspace is set to Auckland. Probably from the trial.')],
    ending: [agent('Your workspace was on Auckland’s clock. It is on Lisbon’s now: the next one comes at 15:00.')],
    status: 'open',
    priority: 'high',
    tags: ['reminders', 'time zone'],
    source: 'app',
  },
  {
    subject: 'Can we pay by bank transfer?',
    opening:
      'Our new accounting does not allow cards any longer. Could we get an invoice once a year and transfer the amount?',
    replies: [
      agent('With yearly billing, yes. Shall I switch you over on the 1st and send the invoice to this address?'),
      customer('Yes please, and put “cost centre 4410” on it if that is possible.'),
    ],
    ending: [agent('Done: the invoice is in your inbox, with the cost centre below your address.')],
    status: 'open',
    priority: 'low',
    tags: ['billing', 'invoices'],
    source: 'email',
    department: 'Billing',
  },
  {
    subject: 'Mobile app loses entries without a network',
    opening:
      'I tracked four hours on a building site without reception. Back at the office the day was empty. Are they gone for good?',
    replies: [
      agent('They should still be on the phone. Please do not sign out. Which version does the app show under About?'),
      customer('5.3.0 on Android. I have not signed out.'),
    ],
    ending: [
      agent('5.3.1 sends what 5.3.0 kept back, and is in the store since this morning. Could you update and look?'),
      customer('All four hours are there. Phew.'),
    ],
    status: 'open',
    priority: 'urgent',
    tags: ['mobile', 'sync', 'bug'],
    source: 'chat',
    department: 'Product',
  },
  {
    subject: 'Two clients with the same name',
    opening:
      'We work for two companies called “Meridian”. In every list I have to open both to know which is which. Could the list show the city?',
    replies: [agent('You can give each a short code in its settings: lists show it before the name.')],
    ending: [customer('“MER-L” and “MER-P” it is. Good enough for us!')],
    status: 'pending',
    priority: 'low',
    tags: ['clients'],
    source: 'web form',
  },
  {
    subject: 'Single sign-on for forty people from Monday',
    opening:
      'Our IT wants everybody to sign in through Keycloak from Monday on. What do you need from us, and does anybody have to do anything on the day?',
    replies: [
      agent(
        'The issuer’s address and a client id, which your IT has. Nobody does anything: they sign in as before, there.',
      ),
      note('Offer the rehearsal on Thursday. Their last switch went badly.'),
    ],
    ending: [customer('Thirty-nine of forty were in by nine. The fortieth was on holiday. Thank you, all of you.')],
    status: 'open',
    priority: 'high',
    tags: ['login', 'sso'],
    source: 'email',
  },
  {
    subject: 'Budget warning came after the budget was spent',
    opening:
      'The warning is set to 80 percent. It came on Tuesday, when the project stood at 104. What is it good for then?',
    replies: [],
    ending: [
      agent(
        'You are right to be cross: warnings were a day late since the release of the 12th. They come at once again.',
      ),
    ],
    status: 'open',
    priority: 'high',
    tags: ['budgets', 'bug'],
    source: 'email',
    department: 'Product',
  },
  {
    subject: 'Where do I see who changed an entry?',
    opening:
      'One of my entries from last Thursday is an hour shorter than I remember. Can I see who changed it, and when?',
    replies: [agent('Open the entry, then History at its foot: every change is there with its name and time.')],
    ending: [customer('It was me. On my phone. I am sorry for the noise!')],
    status: 'pending',
    priority: 'normal',
    tags: ['audit', 'mobile'],
    source: 'app',
  },
  {
    subject: 'We grew: from Team to Studio in the middle of the month?',
    opening: 'Six people start with us on the 16th and we need the Studio plan. Do we pay for the whole month twice?',
    replies: [
      agent('No: what is left of Team is counted against Studio, to the day. For you that would be about 61 euros.'),
      customer('Fair. Please switch us on the 16th, in the morning.'),
    ],
    status: 'snoozed',
    priority: 'normal',
    tags: ['billing', 'plans'],
    source: 'email',
    department: 'Billing',
  },
  {
    subject: 'Import from our old spreadsheet stops at row 812',
    opening:
      'The import says “row 812: a duration is expected”. The cell says 7,5 like all the others. We have 9,000 rows and I would rather not type them.',
    replies: [note('Row 812 has a non-breaking space before the 7. Importer should trim it: told engineering.')],
    ending: [
      agent('There was an invisible space in that cell. The import takes it now; I have run yours, all 9,014 rows.'),
      customer('You are magicians.'),
    ],
    status: 'open',
    priority: 'normal',
    tags: ['import'],
    source: 'chat',
  },
  {
    subject: 'Somebody signed in from a country where we have nobody',
    opening: 'I got a mail about a new sign-in from Oslo. All of us are in Porto this week. Should I be worried?',
    replies: [
      agent(
        'Better safe: I have ended all of your sessions. Please choose a new password, and turn on the second factor.',
      ),
      customer('Both done. Can you see what they looked at?'),
    ],
    ending: [
      agent(
        'Nothing: it was your colleague’s VPN, and the session was yours. Your new password was a good idea all the same.',
      ),
    ],
    status: 'open',
    priority: 'urgent',
    tags: ['security', 'login'],
    source: 'email',
  },
]
