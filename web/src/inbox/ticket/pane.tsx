/** One ticket. */
export const TicketPane = ({ number }: { number: string }) => (
  <main className="p-6">
    <h1 className="text-lg font-semibold">#{number}</h1>
  </main>
)
