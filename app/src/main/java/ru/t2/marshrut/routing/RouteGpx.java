package ru.t2.marshrut.routing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.roads.RoadPath;

/// A route as GPX 1.1: its stops as a route (`rte`), which navigators follow stop by stop, and its
/// line as a track (`trk`).
final class RouteGpx {

    private static final String NAMESPACE = "http://www.topografix.com/GPX/1/1";

    /// What XML 1.0 can't tell, not even escaped.
    private static final String NOT_IN_XML =
            "[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]";

    private final XMLStreamWriter xml;

    private RouteGpx(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /// The document in UTF-8.
    static byte[] of(RouteAnswer route, RoadPath path) {
        var bytes = new ByteArrayOutputStream();
        try {
            var xml =
                    XMLOutputFactory.newDefaultFactory()
                            .createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            new RouteGpx(xml).write(route, path);
            xml.close();
            return bytes.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Writing to memory never fails.", e);
        }
    }

    private void write(RouteAnswer route, RoadPath path) throws XMLStreamException {
        xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        xml.writeStartElement("gpx");
        xml.writeDefaultNamespace(NAMESPACE);
        xml.writeAttribute("version", "1.1");
        xml.writeAttribute("creator", "Marshrut");
        xml.writeStartElement("metadata");
        element("name", route.name());
        if (path.source().attribution() != null || route.attribution() != null) {
            xml.writeStartElement("copyright");
            xml.writeAttribute("author", "OpenStreetMap contributors");
            element("license", "https://opendatacommons.org/licenses/odbl/1-0/");
            xml.writeEndElement();
        }
        element("time", DateTimeFormatter.ISO_INSTANT.format(route.createdAt().toInstant()));
        xml.writeEndElement();
        stops(route);
        track(route, path.geometry());
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void stops(RouteAnswer route) throws XMLStreamException {
        xml.writeStartElement("rte");
        element("name", route.name());
        int position = 0;
        for (var stop : route.locations()) {
            point("rtept", new GeoPoint(stop.lat(), stop.lon()));
            element("name", "%d. %s".formatted(++position, stop.name()));
            element("cmt", "%s–%s".formatted(stop.arrival(), stop.departure()));
            element("desc", stop.address());
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void track(RouteAnswer route, List<GeoPoint> line) throws XMLStreamException {
        xml.writeStartElement("trk");
        element("name", route.name());
        xml.writeStartElement("trkseg");
        for (var place : line) {
            point("trkpt", place);
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void point(String name, GeoPoint place) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeAttribute("lat", Double.toString(place.lat()));
        xml.writeAttribute("lon", Double.toString(place.lon()));
    }

    private void element(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text.replaceAll(NOT_IN_XML, " "));
        xml.writeEndElement();
    }
}
