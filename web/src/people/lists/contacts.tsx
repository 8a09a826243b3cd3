import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { SearchX, Users } from 'lucide-react'
import { useMay } from '../../api/session.ts'
import { NotAllowed } from '../../settings/resource/screen.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { Paged } from '../../ui/paged.tsx'
import { Empty } from '../../ui/states.tsx'
import { useLivePeople } from '../live.ts'
import { contactsQuery } from '../query.ts'
import { usePeopleTexts } from '../texts.ts'
import { ContactTable } from './contact-table.tsx'
import { ListFrame } from './frame.tsx'

/** Everybody who wrote or was told of, the newest first. */
export const ContactsPage = () => {
  const t = usePeopleTexts()
  const shell = useTexts().shell
  const { q = '' } = useSearch({ from: '/member/contacts' })
  const may = useMay('contacts:read')
  const pages = useInfiniteQuery({ ...contactsQuery(q), placeholderData: keepPreviousData, enabled: may })
  useLivePeople()
  if (!may) return <NotAllowed />
  const empty = q ? (
    <Empty icon={<SearchX />} title={t.noneFound(q)}>
      <p>{t.noneFoundText}</p>
      <Link to="/contacts" className="text-accent underline">
        {shell.all}
      </Link>
    </Empty>
  ) : (
    <Empty icon={<Users />} title={t.noContacts}>
      {t.noContactsText}
    </Empty>
  )
  return (
    <ListFrame place="/contacts" q={q} label={t.searchContacts} hint={t.searchContactsHint}>
      <Paged pages={pages} rows={12} empty={empty}>
        {(contacts) => <ContactTable contacts={contacts} />}
      </Paged>
    </ListFrame>
  )
}
