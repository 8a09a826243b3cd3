import { Suspense } from 'react'
import type { WholeContact } from '../../api/types.ts'
import { SkeletonRows } from '../../ui/states.tsx'
import { BlockDialog } from './block.tsx'
import { EditDialog } from './edit.tsx'
import { EraseDialog } from './erase.tsx'
import { ExportDialog } from './export.tsx'
import { IdentityDialog } from './identity-dialog.tsx'
import { MergeDialog } from './merge.tsx'

/** What can be open over a contact's page. */
export type OpenDialog = 'edit' | 'identity' | 'merge' | 'block' | 'export' | 'erase'

const DIALOGS = {
  edit: EditDialog,
  identity: IdentityDialog,
  merge: MergeDialog,
  block: BlockDialog,
  export: ExportDialog,
  erase: EraseDialog,
}

export const ContactDialogs = ({
  contact,
  open,
  onClose,
}: {
  contact: WholeContact
  open: OpenDialog | null
  onClose: () => void
}) => {
  if (open === null) return null
  const Shown = DIALOGS[open]
  return (
    <Suspense fallback={<SkeletonRows rows={3} />}>
      <Shown contact={contact} onClose={onClose} />
    </Suspense>
  )
}
