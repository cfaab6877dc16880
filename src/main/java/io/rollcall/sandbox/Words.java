package io.rollcall.sandbox;

import java.util.List;

/** Made-up people and places. */
final class Words {
  static final List<String> FIRST =
      words(
          "Ada Alba Amir Anouk Aron Asha Beno Berta Bruno Carla Cem Dana Dario Dilan Edda Elias",
          "Elin Emre Enya Fabio Femke Finn Flora Gita Hana Hugo Ida Ilyas Ines Iris Jana Jonas",
          "Juna Kaan Karla Kofi Lara Lars Leyla Linus Lotte Luca Maja Malik Marta Milan Mina Nadia",
          "Nils Noor Olga Oskar Paula Pavel Rania Ravi Rosa Samir Selma Simon Sofia Sven Tara Theo",
          "Tilda Timo Uma Vera Viktor Wanda Yara Yusuf Zoe Zoran");
  static final List<String> LAST =
      words(
          "Acker Adler Albers Amsel Bach Balint Bergmann Bertoli Birk Blum Brandt Busch Castell",
          "Dahl Demir Dorn Ebner Eklund Engel Falk Farkas Ferro Fink Fuchs Galli Gerber Graf Haas",
          "Halle Hansen Heller Holm Horvat Iversen Jansen Jung Kaiser Kaya Keller Kern Klein Kolar",
          "Kranz Kruse Lang Larsen Lenz Lind Lopez Lund Mahler Marin Maurer Meyer Moser Nagy Nord",
          "Novak Olsen Okoye Pauli Peters Petrov Popov Quast Rao Reuter Riedl Rossi Roth Sander Sato",
          "Schulz Silva Sommer Stark Stein Tanaka Thorsen Toth Ulmer Vogel Voss Wagner Weber Winter",
          "Wolff Yilmaz Zander Ziegler");
  static final List<String> CITIES =
      words("Altenfurt Lindenau Castelmare Dornbach Eichwald Falkenau Grunnvik Hohenlinde");
  static final List<String> STREETS =
      words("Mill Harbour Station Linden Castle Garden River Market Chapel Orchard");
  static final List<String> DEPARTMENTS =
      words("Accounting Sales Support Logistics Research Legal Purchasing Production Marketing");
  static final List<String> TITLES =
      words("Clerk Engineer Analyst Assistant Consultant Director Technician Planner Buyer");

  private Words() {}

  private static List<String> words(String... lines) {
    return List.of(String.join(" ", lines).split(" ", -1));
  }
}
