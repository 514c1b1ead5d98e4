package ru.t2.marshrut.platform;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Answers for failures outside of controllers, in the same form as for those inside.
@Hidden
@RestController
class ErrorPageController implements ErrorController {

    private final ProblemRenderer renderer;

    ErrorPageController(ProblemRenderer renderer) {
        this.renderer = renderer;
    }

    @RequestMapping("/error")
    ResponseEntity<Object> error(HttpServletRequest request) {
        Object given = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpStatus status = given instanceof Integer number ? HttpStatus.resolve(number) : null;
        return renderer.render(
                status == null || status.is5xxServerError()
                        ? ApiException.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal_error")
                        : ApiException.of(
                                status,
                                status == HttpStatus.NOT_FOUND ? "not_found" : "bad_request"));
    }
}
