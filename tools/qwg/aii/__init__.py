"""Network boot and Kickstart of guests: profiles come in; what an install server serves goes out."""
