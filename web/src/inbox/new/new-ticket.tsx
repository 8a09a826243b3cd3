import { lazy, Suspense } from 'react'

const Form = lazy(() => import('./dialog.tsx').then(({ NewTicketDialog }) => ({ default: NewTicketDialog })))

/** The dialog of a new ticket; its code comes when it is asked for. */
export const NewTicket = ({ open, onClose }: { open: boolean; onClose: () => void }) =>
  open ? (
    <Suspense>
      <Form onClose={onClose} />
    </Suspense>
  ) : null
