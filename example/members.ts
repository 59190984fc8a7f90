/** People who exist nowhere: the example's members, by first and last name. */
const NAMES = [
  'Amara Jensen', 'Bashir Khan', 'Colette Durand', 'Devi Rao', 'Emil Sandberg', 'Farida Nour', 'Gus Tanner', 'Hazel Byrne',
  'Ibrahim Sesay', 'Junia Prado', 'Kofi Mensah', 'Lena Fischer', 'Malik Barnes', 'Nadia Petrov', 'Oscar Lund', 'Priya Nair',
  'Quinn Doyle', 'Rosa Medina', 'Samir Haddad', 'Tilda Berg', 'Umar Farouk', 'Vera Kowalski', 'Wendell Price', 'Ximena Soto',
  'Yusuf Demir', 'Zora Hughes', 'Anders Holm', 'Beatriz Lima', 'Caleb Stone', 'Dalia Katz', 'Esther Oduya', 'Felix Braun',
  'Greta Olsen', 'Hugo Martel', 'Ines Duarte', 'Jonah Weiss', 'Keiko Mori', 'Liam Hogan', 'Mina Park', 'Noel Carver',
  'Olga Ivanova', 'Pablo Rivas', 'Ruth Kimani', 'Silas Grant', 'Tamar Levy', 'Ulla Nyberg', 'Viktor Horvat', 'Willa Reed',
  'Xavier Cole', 'Yara Aziz', 'Zack Turner', 'Aiko Tanaka', 'Bruno Costa', 'Clara Voss', 'Dmitri Volkov', 'Elena Marin',
  'Fatou Diallo', 'Gideon Marsh', 'Hana Novak', 'Ivan Petkov', 'Joyce Achieng', 'Karim Saleh', 'Luz Herrera', 'Marta Silva',
  'Nils Eriksen', 'Opal Jenkins', 'Petra Zelenka', 'Rafael Cruz', 'Selma Aydin', 'Theo Baker', 'Uma Pillai', 'Vince Moran',
  'Wanda Kaminski', 'Yolanda Perez', 'Zeynep Kaya', 'Arlo Finch', 'Bianca Rossi', 'Cyrus Amiri', 'Dora Molnar', 'Ezra Cohen',
] as const; // biome-ignore format: a list of names reads best in rows

export type ExamplePerson = { readonly name: string; readonly email: string };

/** Addresses under .example reach nobody (RFC 2606). */
export const exampleAddress = (name: string): string =>
  `${name.toLowerCase().replace(' ', '.')}@mail.example`;

/** The members of the whole example, in a fixed order; groups take theirs from it one after another. */
export const EXAMPLE_PEOPLE: readonly ExamplePerson[] = NAMES.map((name) => ({
  name,
  email: exampleAddress(name),
}));
