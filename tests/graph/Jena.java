import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.jena.query.Dataset;
import org.apache.jena.query.DatasetFactory;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.ErrorHandler;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.ValidationReport;
import org.apache.jena.tdb2.TDB2Factory;

/**
 * Jena as a reader of our files and as an engine for our queries; one start for many of them.
 *
 * <pre>
 * Jena read OUT FILE…              writes what it read of each file to OUT/FILE.nq; a warning is an error
 * Jena ask OUT DATA STORE QUERY…   loads DATA into a TDB2 store and writes each answer to OUT/QUERY.json
 * Jena validate DATA SHAPES        prints how often DATA breaks SHAPES
 * </pre>
 */
public class Jena {
    public static void main(String[] arguments) throws Exception {
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        switch (arguments[0]) {
            case "read" -> read(Path.of(rest.get(0)), rest.subList(1, rest.size()));
            case "ask" -> ask(Path.of(rest.get(0)), rest.get(1), rest.get(2), rest.subList(3, rest.size()));
            case "validate" -> validate(rest.get(0), rest.get(1));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void read(Path out, List<String> files) throws Exception {
        for (String file : files) {
            Dataset read = DatasetFactory.create();
            // Debian has no Jakarta JSON provider, which Jena's reader of JSON-LD 1.1 needs.
            Lang lang = file.endsWith(".jsonld") ? Lang.JSONLD10 : RDFLanguages.filenameToLang(file);
            RDFParser.create()
                    .source(file)
                    .forceLang(lang)
                    .strict(true)
                    .checking(true)
                    .errorHandler(new Strict())
                    .parse(read);
            try (OutputStream stream = Files.newOutputStream(out.resolve(Path.of(file).getFileName() + ".nq"))) {
                RDFDataMgr.write(stream, read, Lang.NQUADS);
            }
        }
    }

    private static void ask(Path out, String data, String store, List<String> queries) throws Exception {
        Dataset dataset = TDB2Factory.connectDataset(store);
        dataset.begin(ReadWrite.WRITE);
        RDFDataMgr.read(dataset, data);
        dataset.commit();
        dataset.begin(ReadWrite.READ);
        for (String query : queries) {
            String text = Files.readString(Path.of(query));
            try (OutputStream stream = Files.newOutputStream(out.resolve(Path.of(query).getFileName() + ".json"));
                    QueryExecution asked = QueryExecutionFactory.create(text, dataset)) {
                ResultSetFormatter.outputAsJSON(stream, asked.execSelect());
            }
        }
        dataset.end();
        dataset.close();
    }

    private static void validate(String data, String shapes) {
        Shapes parsed = Shapes.parse(RDFDataMgr.loadGraph(shapes));
        ValidationReport report = ShaclValidator.get().validate(parsed, RDFDataMgr.loadGraph(data));
        System.out.println(report.getEntries().size());
    }

    /** Takes warnings for errors, but for one: BCP 47 has the tag `und`, which Jena's reader of RDF/XML dislikes. */
    private static class Strict implements ErrorHandler {
        private final ErrorHandler inner = ErrorHandlerFactory.errorHandlerStrict;

        @Override
        public void warning(String message, long line, long column) {
            if (!message.contains("language tag: und")) {
                inner.warning(message, line, column);
            }
        }

        @Override
        public void error(String message, long line, long column) {
            inner.error(message, line, column);
        }

        @Override
        public void fatal(String message, long line, long column) {
            inner.fatal(message, line, column);
        }
    }
}
