;; One JVM that answers many compilations of the public panc: a line of arguments comes in, what it printed goes out.
;;
;; Run by public_panc.py with the class path of the launcher that the environment variable PANC names. A request is
;; one line, a vector of panc's command line arguments as strings. The answer is a line with two numbers, the bytes
;; of the messages and of what went to standard error, and then those bytes. panc's own command ends the JVM after
;; each compilation, and of several failing objects it reports only some; both would make a comparison slow or blind.
(require '[clojure.edn :as edn]
         '[clojure.tools.cli :as cli]
         '[clojure.java.io :as io]
         '[org.quattor.pan.cmd-option :as cmd-option]
         '[org.quattor.pan.pan-compiler :as panc]
         '[org.quattor.pan.settings :as settings])
(import '[java.io ByteArrayOutputStream PrintStream])

(def answers System/out)

(defn compile-sources [arguments]
  (let [{:keys [options arguments]} (cli/parse-opts arguments panc/cli-args)]
    (settings/with-settings (cmd-option/to-settings options)
      (.formatErrors (panc/build-profiles options (map io/file arguments))))))

(doseq [line (line-seq (java.io.BufferedReader. (java.io.InputStreamReader. System/in "UTF-8")))]
  (let [stderr (ByteArrayOutputStream.)
        _ (System/setErr (PrintStream. stderr true "UTF-8"))
        messages (try (or (compile-sources (edn/read-string line)) "")
                      (catch Throwable t (str "internal error [" (.getName (class t)) "]\n" (.getMessage t) "\n")))
        said (.getBytes ^String messages "UTF-8")
        whispered (.toByteArray stderr)]
    (.println answers (str (count said) " " (count whispered)))
    (.write answers said 0 (count said))
    (.write answers whispered 0 (count whispered))
    (.flush answers)))
(System/exit 0)
