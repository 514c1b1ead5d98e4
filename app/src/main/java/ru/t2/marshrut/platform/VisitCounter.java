package ru.t2.marshrut.platform;

import java.time.LocalDate;

/// The feature that plans visits counts a day's for the health report.
public interface VisitCounter {

    int visitsOn(LocalDate day);
}
