/** What everybody in an example group agrees to. Plain words; a line that begins with "# " is a heading. */
export const EXAMPLE_AGREEMENT = {
  version: 1,
  title: 'Our group agreement',
  body: `These are the promises that make a circle safe enough to speak in. We read them together at the first meeting. Ask about anything that is not clear.

# What is said here stays here

You may tell people outside what you learned and how you are. You do not say who else is in the group or what they said. This holds after you have left, too.

Facilitators keep what they hear private. There are limits set by law: when somebody is in serious danger, when a child or a dependent adult is being harmed, or when a court orders it. We would speak with you first where we can.

No recordings, no screenshots, no photos. In a video meeting you sit where nobody else can hear.

# Being there

Come when you can, and come on time. If you cannot come, tell us before noon that day. When you want to stop, tell us, and if you can come once more to say goodbye. It matters to the others.

We do not meet drunk or high. If it happens we ask you to come back next time.

# With each other

Speak about yourself. Nobody has to share anything they do not want to. Ask before you give advice. Say it when something hurts: that is part of the work.

Messages between members outside the meetings are fine only when both have said yes. No loans, no sales, no dating inside the circle while you are in it.

# Danger

A group is not an emergency service. Nobody watches this site or our mail in real time. If you are not safe, call your local crisis line or emergency number.

# Money

You pay for a run of meetings ahead. If our first call shows that the group is not a fit, you get all your money back. If a group does not start, you get all your money back. If we cancel a meeting, you get the price of that meeting back. A meeting you miss becomes a credit when you told us before noon that day. You may leave at any time: meetings that have not happened are paid back, less the next one.`,
} as const;
