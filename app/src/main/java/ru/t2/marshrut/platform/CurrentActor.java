package ru.t2.marshrut.platform;

import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Who is acting: for the audit trail and for whatever belongs to one person. Thread-safe.
@Component
public class CurrentActor {

    /// Nobody has to log in.
    public static final String LOCAL = "local";

    /// The application itself, in work of its own.
    public static final String SYSTEM = "system";

    /// The name of whoever logged in, [#LOCAL] without a login, [#SYSTEM] outside requests.
    public String name() {
        if (!(RequestContextHolder.getRequestAttributes()
                instanceof ServletRequestAttributes attributes)) {
            return SYSTEM;
        }
        var principal = attributes.getRequest().getUserPrincipal();
        return principal == null ? LOCAL : principal.getName();
    }
}
